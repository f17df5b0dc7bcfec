;; exit with #f is failure.
; exit: 1
(exit #f)
