;; A text that is no program: nothing runs.
(display "never")
(define (f x)
  (if x 1 2 3))
;; error: syntax-error.scm:4:3
;; exit: 3
