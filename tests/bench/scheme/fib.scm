;; Doubly recursive Fibonacci numbers: calls and small-integer arithmetic, nothing else.
;; bench: calls
;; quick: 15

(define size 40)

(define (fib n)
  (if (< n 2)
      n
      (+ (fib (- n 1)) (fib (- n 2)))))

(display (fib size))
(newline)
;; expect: 610
