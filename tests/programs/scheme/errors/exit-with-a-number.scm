;; exit with a number.
; exit: 7
(display "bye")
(newline)
(exit 7)
(display "never")
; expect: bye
