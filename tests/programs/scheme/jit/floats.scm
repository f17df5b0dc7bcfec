;; Floats in hot loops: arithmetic, comparison, mixing with exact numbers, special values.
(define (sum-floats n) (let loop ((i 0) (x 0.0)) (if (= i n) x (loop (+ i 1) (+ x 0.5)))))
(write (sum-floats 1000)) (newline) ; expect: 500.0
(define (mandel cr ci limit) (let loop ((zr 0.0) (zi 0.0) (n 0)) (if (or (= n limit) (> (+ (* zr zr) (* zi zi)) 4.0)) n (loop (+ cr (- (* zr zr) (* zi zi))) (+ ci (* 2.0 zr zi)) (+ n 1)))))
(write (let rows ((y -1.0) (t 0)) (if (> y 1.0) t (rows (+ y 0.25) (let cols ((x -2.0) (t t)) (if (> x 0.5) t (cols (+ x 0.25) (+ t (mandel x y 30))))))))) (newline) ; expect: 1255
(define (integrate f a b n) (let ((h (/ (- b a) n))) (let loop ((i 0) (s 0.0)) (if (= i n) (* s h) (loop (+ i 1) (+ s (f (+ a (* h (+ i 0.5))))))))))
(write (integrate (lambda (x) (* x x)) 0.0 1.0 64)) (newline) ; expect: 0.33331298828125
(write (integrate (lambda (x) (* x x)) 0 1 8)) (newline) ; expect: 0.33203125
(write (integrate (lambda (x) 1) 0.0 4.0 256)) (newline) ; expect: 4.0
(define (grow x n) (if (= n 0) x (grow (* x 1e10) (- n 1))))
(write (list (grow 1.0 40) (grow -1.0 40) (- (grow 1.0 40) 1e308))) (newline) ; expect: (+inf.0 -inf.0 +inf.0)
(define (shrink x n) (if (= n 0) x (shrink (/ x 1e10) (- n 1))))
(write (list (shrink 1.0 40) (shrink -1.0 40))) (newline) ; expect: (0.0 -0.0)
(define (count-less l x) (let loop ((l l) (n 0)) (if (null? l) n (loop (cdr l) (if (< (car l) x) (+ n 1) n)))))
(do ((i 0 (+ i 1))) ((= i 100)) (count-less '(1.0 2.0 3.0) 2.5))
(write (list (count-less '(1.0 2 5/2 -inf.0) 2.25) (count-less (list +nan.0 1 2) 1.5) (count-less '(1 2) +nan.0))) (newline) ; expect: (3 1 0)
(define (round-all n) (let loop ((i 0) (s 0)) (if (= i n) s (loop (+ i 1) (+ s (exact (round (/ i 4.0))) (exact (floor (/ i 3.0))) (exact (truncate (- (/ i 7.0)))) (exact (ceiling (* i 0.3))))))))
(write (round-all 300)) (newline) ; expect: 33373
(define (same? a b) (let loop ((i 0) (n 0)) (if (= i 100) n (loop (+ i 1) (+ n (if (eqv? a b) 1 0) (if (= a b) 10 0))))))
(write (list (same? 0.0 -0.0) (same? 1 1.0) (same? 2.5 2.5) (same? 1/2 0.5))) (newline) ; expect: (1000 1000 1100 1000)
(define (float-vector n) (let ((v (make-vector n 0.0))) (do ((i 0 (+ i 1))) ((= i n)) (vector-set! v i (/ i 8.0))) (let loop ((i 0) (s 0.0)) (if (= i n) s (loop (+ i 1) (+ s (vector-ref v i)))))))
(write (float-vector 400)) (newline) ; expect: 9975.0
(define (to-int x n) (if (= n 0) x (to-int (if (exact? x) (+ x 0.5) (exact (* 2 x))) (- n 1))))
(write (to-int 1 60)) (newline) ; expect: 2147483647
(define (average . l) (/ (apply + l) (length l)))
(write (list (average 1 2 3 4) (average 1.0 2 3 4) (average 1/3 2/3))) (newline) ; expect: (5/2 2.5 1/2)
(define (max-of l) (let loop ((l (cdr l)) (m (car l))) (if (null? l) m (loop (cdr l) (max m (car l))))))
(do ((i 0 (+ i 1))) ((= i 50)) (max-of '(1 2 3)))
(write (list (max-of '(1 2 3)) (max-of '(1 2.0 3)) (max-of '(1 5/2)) (max-of (list 1 (expt 10 20))))) (newline) ; expect: (3 3.0 5/2 100000000000000000000)
