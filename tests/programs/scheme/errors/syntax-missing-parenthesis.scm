;; Text that ends inside a list; nothing of the program runs.
; exit: 3
(display "never")
(define (f x)
  (+ x 1)
