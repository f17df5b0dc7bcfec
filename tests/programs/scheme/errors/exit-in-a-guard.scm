;; exit is not an exception.
; exit: 5
(guard (e (#t (display "caught")))
  (exit 5))
