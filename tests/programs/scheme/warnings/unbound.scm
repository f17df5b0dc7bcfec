;; A name that nothing defines is reported when the program is compiled, once, and is an error when it is used.
;; exit: 1
;; error: warning: variable undefined-name is not bound
;; error: unbound.scm:7:19
;; error: error: variable undefined-name is not bound
(display "starts") (newline) ; expect: starts
(define (f) (list undefined-name undefined-name))
(f)
