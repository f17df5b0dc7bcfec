;; A variable of letrec used before it has a value.
; exit: 1
(define (f)
  (letrec ((a (lambda () b)) (b (a))) b))
(f)
