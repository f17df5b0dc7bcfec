;; The sum of the integers up to ten thousand, over and over: an integer loop with nothing in it.
;; bench: floats
;; quick: 10

(define size 80000)

(define (sum n)
  (let loop ((i n) (total 0))
    (if (= i 0)
        total
        (loop (- i 1) (+ i total)))))

(define (repeat count total)
  (if (= count 0)
      total
      (repeat (- count 1) (+ total (sum 10000)))))

(display (repeat size 0))
(newline)
;; expect: 500050000
