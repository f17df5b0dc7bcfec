;; A call with too many arguments.
; exit: 1
(define (f a b) (list a b))
(apply f '(1 2 3))
