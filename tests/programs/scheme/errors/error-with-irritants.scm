;; The message and the irritants of an uncaught error are shown, irritants as by write.
; exit: 1
(define (fail)
  (error "it went wrong:" '(1 "two" three)))
(fail)
; error: it went wrong
; error: (1 "two" three)
