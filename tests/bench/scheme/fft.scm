;; Fast Fourier transform in place over two vectors of floats, forwards and back.
;; bench: floats
;; quick: 4

(define size 17)

(define pi (* 4.0 (atan 1.0)))

(define (power-of-two n)
  (if (= n 0) 1 (* 2 (power-of-two (- n 1)))))

(define (bit-reverse! re im n)
  (let loop ((i 0) (j 0))
    (if (< i n)
        (begin
          (if (< i j)
              (let ((tr (vector-ref re i)) (ti (vector-ref im i)))
                (vector-set! re i (vector-ref re j))
                (vector-set! im i (vector-ref im j))
                (vector-set! re j tr)
                (vector-set! im j ti)))
          (let carry ((m (quotient n 2)) (j j))
            (if (and (>= m 1) (>= j m))
                (carry (quotient m 2) (- j m))
                (loop (+ i 1) (+ j m))))))))

;; `sign` is -1.0 for the transform and 1.0 for its inverse, which still has to be divided by n.
(define (fft! re im n sign)
  (bit-reverse! re im n)
  (let stages ((half 1))
    (if (< half n)
        (let* ((step (* 2 half)) (angle (/ (* sign pi) half)) (wr (cos angle)) (wi (sin angle)))
          (let twiddles ((k 0) (ur 1.0) (ui 0.0))
            (if (< k half)
                (begin
                  (let butterflies ((i k))
                    (if (< i n)
                        (let* ((j (+ i half))
                               (xr (vector-ref re j))
                               (xi (vector-ref im j))
                               (tr (- (* ur xr) (* ui xi)))
                               (ti (+ (* ur xi) (* ui xr)))
                               (ar (vector-ref re i))
                               (ai (vector-ref im i)))
                          (vector-set! re j (- ar tr))
                          (vector-set! im j (- ai ti))
                          (vector-set! re i (+ ar tr))
                          (vector-set! im i (+ ai ti))
                          (butterflies (+ i step)))))
                  (twiddles (+ k 1) (- (* ur wr) (* ui wi)) (+ (* ur wi) (* ui wr))))))
          (stages step)))))

(define (run rounds)
  (let* ((n (power-of-two size)) (re (make-vector n 0.0)) (im (make-vector n 0.0)))
    (do ((i 0 (+ i 1))) ((= i n))
      (vector-set! re i (/ (exact->inexact (modulo (* i 7919) 1009)) 1009.0)))
    (do ((k 0 (+ k 1))) ((= k rounds))
      (fft! re im n -1.0)
      (fft! re im n 1.0)
      (do ((i 0 (+ i 1))) ((= i n))
        (vector-set! re i (/ (vector-ref re i) n))
        (vector-set! im i (/ (vector-ref im i) n))))
    (do ((i 0 (+ i 1)) (sum 0.0 (+ sum (vector-ref re i)))) ((= i n) sum))))

(display (exact (round (* 1000.0 (run 5)))))
(newline)
;; expect: 7804
