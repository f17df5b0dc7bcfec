;; exit runs the after thunks of dynamic-wind.
; exit: 3
(dynamic-wind
  (lambda () (display "in") (newline))
  (lambda () (exit 3))
  (lambda () (display "out") (newline)))
; expect: in
; expect: out
