;; A text that ends too early.
(display "never")
(define (f x)
  (+ x 1)
;; error: unbalanced.scm:3:1
;; exit: 3
