;; set! does not define.
; exit: 1
(define (f x) (set! never-defined x))
(f 1)
; error: never-defined
; error: set-of-an-unbound-variable.scm:3:
