;; A variable that nobody defined.
; exit: 1
(write 1)
(newline)
(+ 1 no-such-variable)
; expect: 1
; error: no-such-variable
; error: unbound-variable.scm:5:
