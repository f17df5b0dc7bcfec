;; The use of a macro that fits no pattern.
; exit: 3
(define-syntax two (syntax-rules () ((_ a b) (list a b))))
(two 1 2 3)
; error: two
