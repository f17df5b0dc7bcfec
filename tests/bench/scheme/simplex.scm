;; Linear programs by the simplex method on a tableau of floats: vectors of vectors, read and written in inner loops.
;; bench: large
;; size: iterations
;; quick: 2

(define size 40000)

(define rows 12)
(define columns 18)

(define seed 1)

(define (random!)
  (set! seed (modulo (+ (* seed 1309) 13849) 65536))
  (/ (inexact (modulo seed 1000)) 100.0))

(define (get tableau i j) (vector-ref (vector-ref tableau i) j))
(define (put! tableau i j x) (vector-set! (vector-ref tableau i) j x))

;; Row 0 is what is to be made large; column 0 holds the bounds.
(define (make-problem)
  (set! seed 1)
  (let ((tableau (make-vector (+ rows 1) #f)))
    (do ((i 0 (+ i 1))) ((> i rows) tableau)
      (vector-set! tableau i (make-vector (+ columns 1) 0.0))
      (do ((j 0 (+ j 1))) ((> j columns))
        (put! tableau i j
              (cond ((and (= i 0) (= j 0)) 0.0)
                    ((= i 0) (- -1.0 (random!)))
                    ((= j 0) (+ 50.0 (* 10.0 (random!))))
                    (else (+ 0.1 (random!)))))))))

;; The column that gains most, or 0.
(define (entering tableau)
  (let loop ((j 1) (best 0) (least -1e-9))
    (cond ((> j columns) best)
          ((< (get tableau 0 j) least) (loop (+ j 1) j (get tableau 0 j)))
          (else (loop (+ j 1) best least)))))

;; The row that bounds that column first, or 0.
(define (leaving tableau j)
  (let loop ((i 1) (best 0) (least 1e30))
    (if (> i rows)
        best
        (let ((a (get tableau i j)))
          (if (> a 1e-9)
              (let ((ratio (/ (get tableau i 0) a)))
                (if (< ratio least) (loop (+ i 1) i ratio) (loop (+ i 1) best least)))
              (loop (+ i 1) best least))))))

(define (pivot! tableau row column)
  (let ((by (/ 1.0 (get tableau row column))))
    (do ((i 0 (+ i 1))) ((> i rows))
      (if (not (= i row))
          (let ((factor (* by (get tableau i column))))
            (do ((j 0 (+ j 1))) ((> j columns))
              (if (not (= j column))
                  (put! tableau i j (- (get tableau i j) (* factor (get tableau row j))))))
            (put! tableau i column (- factor)))))
    (do ((j 0 (+ j 1))) ((> j columns))
      (if (not (= j column)) (put! tableau row j (* by (get tableau row j)))))
    (put! tableau row column by)))

(define (solve tableau)
  (let loop ((steps 0))
    (let ((j (entering tableau)))
      (if (= j 0)
          (cons steps (get tableau 0 0))
          (let ((i (leaving tableau j)))
            (if (= i 0)
                (cons steps 'unbounded)
                (begin
                  (pivot! tableau i j)
                  (loop (+ steps 1)))))))))

(define (repeat count result)
  (if (= count 0) result (repeat (- count 1) (solve (make-problem)))))

(let ((result (repeat size '())))
  (display (car result))
  (display " ")
  (display (exact (round (* 10000.0 (cdr result)))))
  (newline))
;; expect: 5 1484313
