;; The spectral norm of an infinite matrix given by a formula, by power iteration over vectors of floats.
;; bench: floats
;; quick: 20

(define size 800)

(define (entry i j)
  (/ 1.0 (+ (* (+ i j) (+ i j 1) 0.5) (+ i 1))))

(define (multiply! n x y)
  (do ((i 0 (+ i 1))) ((= i n))
    (let loop ((j 0) (sum 0.0))
      (if (= j n)
          (vector-set! y i sum)
          (loop (+ j 1) (+ sum (* (entry i j) (vector-ref x j))))))))

(define (multiply-transposed! n x y)
  (do ((i 0 (+ i 1))) ((= i n))
    (let loop ((j 0) (sum 0.0))
      (if (= j n)
          (vector-set! y i sum)
          (loop (+ j 1) (+ sum (* (entry j i) (vector-ref x j))))))))

(define (dot n x y)
  (do ((i 0 (+ i 1)) (sum 0.0 (+ sum (* (vector-ref x i) (vector-ref y i))))) ((= i n) sum)))

(define (spectral-norm n)
  (let ((u (make-vector n 1.0)) (v (make-vector n 0.0)) (t (make-vector n 0.0)))
    (do ((i 0 (+ i 1))) ((= i 10))
      (multiply! n u t)
      (multiply-transposed! n t v)
      (multiply! n v t)
      (multiply-transposed! n t u))
    (sqrt (/ (dot n u v) (dot n v v)))))

(display (exact (round (* 1000000000.0 (spectral-norm size)))))
(newline)
;; expect: 1273839841
