;; The factorial of a large number modulo a prime, the largest below 2^30.
;; bench: tlc
;; quick: 1000

(define size 100000000)

(define (factorial n)
  (let loop ((n n) (product 1))
    (if (= n 0)
        product
        (loop (- n 1) (modulo (* product n) 1073741789)))))

(display (factorial size))
(newline)
;; expect: 788548405
