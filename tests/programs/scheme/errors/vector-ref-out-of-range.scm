;; An index outside a vector.
; exit: 1
(define v (vector 1 2 3))
(define (add i s)
  (if (< i 10)
      (add (+ i 1) (+ s (vector-ref v i)))
      s))
(write (add 0 0))
; error: vector-ref
; error: vector-ref-out-of-range.scm:6:
