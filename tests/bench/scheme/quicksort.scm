;; Quicksort of a vector of pseudo-random integers with a comparison procedure as argument.
;; bench: calls
;; quick: 100

(define size 1000000)

(define seed 42)

(define (next-random!)
  (set! seed (modulo (+ (* seed 1103515245) 12345) 2147483648))
  (quotient seed 64))

(define (random-vector n)
  (let ((v (make-vector n 0)))
    (do ((i 0 (+ i 1))) ((= i n) v)
      (vector-set! v i (next-random!)))))

(define (swap! v i j)
  (let ((t (vector-ref v i)))
    (vector-set! v i (vector-ref v j))
    (vector-set! v j t)))

(define (quicksort! v less?)
  (let sort ((low 0) (high (- (vector-length v) 1)))
    (if (< low high)
        (let ((pivot (vector-ref v (quotient (+ low high) 2))))
          (let partition ((i low) (j high))
            (let* ((i (let up ((i i)) (if (less? (vector-ref v i) pivot) (up (+ i 1)) i)))
                   (j (let down ((j j)) (if (less? pivot (vector-ref v j)) (down (- j 1)) j))))
              (cond ((< i j)
                     (swap! v i j)
                     (partition (+ i 1) (- j 1)))
                    (else
                     (sort low (if (= i j) (- i 1) j))
                     (sort (if (= i j) (+ i 1) i) high)))))))))

(define (sorted? v)
  (let loop ((i 1))
    (cond ((= i (vector-length v)) #t)
          ((< (vector-ref v i) (vector-ref v (- i 1))) #f)
          (else (loop (+ i 1))))))

(define (run rounds)
  (let loop ((k 0) (sum 0))
    (if (= k rounds)
        sum
        (let ((v (random-vector size)))
          (quicksort! v (lambda (a b) (< a b)))
          (if (not (sorted? v)) (error "the vector is not sorted" size))
          (loop (+ k 1) (+ sum (vector-ref v (quotient size 2))))))))

(display (run 4))
(newline)
;; expect: 69279945
