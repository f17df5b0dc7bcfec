;; exit: 1
;; no-error: : warning:
;; error: switched-off.scm:5:13: error: variable nothing is not bound
;; limits: --error-format=short -W
(define (f) (nothing))
(f)
