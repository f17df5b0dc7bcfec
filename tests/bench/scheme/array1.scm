;; Vectors of integers: filled, copied element by element, summed.
;; bench: floats
;; quick: 2

(define size 500)

(define (make-filled n)
  (let ((v (make-vector n 0)))
    (do ((i 0 (+ i 1))) ((= i n) v)
      (vector-set! v i i))))

(define (copy-backwards v)
  (let* ((n (vector-length v)) (w (make-vector n 0)))
    (do ((i (- n 1) (- i 1))) ((< i 0) w)
      (vector-set! w i (vector-ref v i)))))

(define (total v)
  (let ((n (vector-length v)))
    (do ((i 0 (+ i 1)) (sum 0 (+ sum (vector-ref v i)))) ((= i n) sum))))

(define (repeat count sum)
  (if (= count 0)
      sum
      (repeat (- count 1) (+ sum (total (copy-backwards (make-filled 200000)))))))

(display (repeat size 0))
(newline)
;; expect: 39999800000
