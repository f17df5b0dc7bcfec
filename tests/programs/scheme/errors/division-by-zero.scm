;; Exact division by zero.
; exit: 1
(define (f n) (/ 10 n))
(f 0)
; error: division-by-zero.scm:3:
