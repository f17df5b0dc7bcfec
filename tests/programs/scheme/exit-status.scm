;; The program's own status; what was printed is flushed, and dynamic-wind's after thunks run.
(dynamic-wind
  (lambda () #f)
  (lambda () (display "leaving") (newline) (exit 7))
  (lambda () (display "after") (newline)))
;; expect: leaving
;; expect: after
;; exit: 7
