;; The sum of the floats up to ten thousand, over and over: a loop whose counter and total are floats.
;; bench: floats
;; quick: 10

(define size 10000)

(define (sum n)
  (let loop ((i n) (total 0.0))
    (if (< i 0.0)
        total
        (loop (- i 1.0) (+ i total)))))

(define (repeat count total)
  (if (= count 0)
      total
      (repeat (- count 1) (+ total (sum 10000.0)))))

(display (exact (round (repeat size 0.0))))
(newline)
;; expect: 500050000
