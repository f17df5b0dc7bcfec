;; The same in improper lists, which become one.
; exit: 3
; error: the expansion of this macro use is too large
(define-syntax one (syntax-rules () ((_ x) (two x x))))
(define-syntax two (syntax-rules () ((_ x y) (one (x . y)))))
(one 1)
