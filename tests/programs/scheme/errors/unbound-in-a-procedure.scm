;; An unbound procedure is an error when it is called, not before.
; exit: 1
(define (f)
  (undefined-procedure 1))
(if #f (f))
(f)
; error: undefined-procedure
; error: unbound-in-a-procedure.scm:4:
