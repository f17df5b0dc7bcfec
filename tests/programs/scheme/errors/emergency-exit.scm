;; emergency-exit runs no after thunks.
; exit: 4
(dynamic-wind
  (lambda () (display "in") (newline) (flush-output-port))
  (lambda () (emergency-exit 4))
  (lambda () (display "out") (newline)))
; expect: in
