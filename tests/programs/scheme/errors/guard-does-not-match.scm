;; A guard without a fitting clause passes the exception on.
; exit: 1
(guard (e ((string? e) (display "wrong")))
  (dynamic-wind
    (lambda () #f)
    (lambda () (guard (e ((number? e) (display "wrong"))) (dynamic-wind (lambda () #f) (lambda () (raise 'left-over)) (lambda () #f))))
    (lambda () #f)))
; error: left-over
