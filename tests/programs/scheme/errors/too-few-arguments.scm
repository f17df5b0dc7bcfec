;; A call with too few arguments.
; exit: 1
(define (f a b) (list a b))
(define g f)
(g 1)
