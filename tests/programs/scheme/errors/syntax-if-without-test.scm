;; if needs a test and a consequent.
; exit: 3
(define (f) (if))
; error: if
; error: syntax-if-without-test.scm:3:
