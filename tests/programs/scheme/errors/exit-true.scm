;; exit without an argument or with #t is success; output is flushed.
; exit: 0
(display "x")
(exit #t)
; expect: x
