;; Takeuchi's function: calls with three arguments, no allocation.
;; bench: calls
;; quick: 2

(define size 5000)

(define (tak x y z)
  (if (< y x)
      (tak (tak (- x 1) y z)
           (tak (- y 1) z x)
           (tak (- z 1) x y))
      z))

(define (repeat count total)
  (if (= count 0)
      total
      (repeat (- count 1) (+ total (tak 18 12 6)))))

(display (repeat size 0))
(newline)
;; expect: 14
