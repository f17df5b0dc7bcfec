;; exit: 1
;; error: switched-off.scm:4:14: error: variable nothing is not bound
;; limits: --error-format=short -W
(define (f) (nothing))
(f)
