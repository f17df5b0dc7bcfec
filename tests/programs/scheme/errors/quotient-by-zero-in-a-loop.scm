;; A loop that divides by less and less.
; exit: 1
(define (g n s)
  (if (< n -5) s (g (- n 1) (+ s (quotient 1000 n)))))
(display "done")
(newline)
(g 200 0)
; expect: done
; error: quotient
; error: quotient-by-zero-in-a-loop.scm:4:
