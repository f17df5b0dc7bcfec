;; Arithmetic on what is not a number.
; exit: 1
(define (f x) (+ x 1))
(f 1)
(f 2.5)
(f "three")
; error: +
; error: add-a-string.scm:3:
