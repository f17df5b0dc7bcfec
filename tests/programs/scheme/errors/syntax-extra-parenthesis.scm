;; A closing parenthesis too many.
; exit: 3
(define (f x)
  (+ x 1)))
; error: syntax-extra-parenthesis.scm:4:
