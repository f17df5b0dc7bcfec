;; Calling what is not a procedure.
; exit: 1
(define x 5)
(x 1 2)
; error: call-of-a-number.scm:4:
