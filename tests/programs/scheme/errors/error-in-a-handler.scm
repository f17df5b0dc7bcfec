;; An exception in a handler goes to the outer handler: here to nobody.
; exit: 1
(with-exception-handler
  (lambda (e) (raise 'second))
  (lambda () (raise 'first)))
; error: second
