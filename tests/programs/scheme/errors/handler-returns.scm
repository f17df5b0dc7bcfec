;; A handler that returns from raise leads to another exception.
; exit: 1
(with-exception-handler
  (lambda (e) (display "handled ") (display e) (newline) 'ignored)
  (lambda () (raise 'oops)))
(display "never")
; expect: handled oops
