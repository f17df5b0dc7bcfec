;; The Mandelbrot set on a square grid: floats in registers, a loop with an unpredictable trip count.
;; bench: floats
;; quick: 20

(define size 600)

;; Iterations until the point escapes, at most 200.
(define (escape cr ci)
  (let loop ((zr 0.0) (zi 0.0) (count 0))
    (if (= count 200)
        count
        (let ((zr2 (* zr zr)) (zi2 (* zi zi)))
          (if (> (+ zr2 zi2) 4.0)
              count
              (loop (+ (- zr2 zi2) cr) (+ (* 2.0 (* zr zi)) ci) (+ count 1)))))))

(define (run n)
  (let rows ((y 0) (total 0))
    (if (= y n)
        total
        (let ((ci (- (/ (* 2.5 y) n) 1.25)))
          (let columns ((x 0) (total total))
            (if (= x n)
                (rows (+ y 1) total)
                (columns (+ x 1) (+ total (escape (- (/ (* 2.5 x) n) 2.0) ci)))))))))

(display (run size))
(newline)
;; expect: 23202
