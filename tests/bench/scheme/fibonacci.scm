;; Fibonacci numbers in a loop, modulo a prime, the largest below 2^30.
;; bench: tlc
;; quick: 1000

(define size 100000000)

(define (fibonacci n)
  (let loop ((n n) (a 0) (b 1))
    (if (= n 0)
        a
        (loop (- n 1) b (modulo (+ a b) 1073741789)))))

(display (fibonacci size))
(newline)
;; expect: 73221148
