;; A ray tracer: spheres on a plane, one light, shadows and mirrors; vectors of floats are records.
;; bench: large
;; size: iterations
;; quick: 8

(define size 800)

(define-record-type vec (make-vec x y z) vec? (x vec-x) (y vec-y) (z vec-z))

(define (vec+ a b) (make-vec (+ (vec-x a) (vec-x b)) (+ (vec-y a) (vec-y b)) (+ (vec-z a) (vec-z b))))
(define (vec- a b) (make-vec (- (vec-x a) (vec-x b)) (- (vec-y a) (vec-y b)) (- (vec-z a) (vec-z b))))
(define (scale k a) (make-vec (* k (vec-x a)) (* k (vec-y a)) (* k (vec-z a))))
(define (dot a b) (+ (* (vec-x a) (vec-x b)) (* (vec-y a) (vec-y b)) (* (vec-z a) (vec-z b))))
(define (unit a) (scale (/ 1.0 (sqrt (dot a a))) a))

(define-record-type sphere
  (make-sphere center radius color mirror)
  sphere?
  (center sphere-center)
  (radius sphere-radius)
  (color sphere-color)
  (mirror sphere-mirror))

(define-record-type plane
  (make-plane height color)
  plane?
  (height plane-height)
  (color plane-color))

(define light (unit (make-vec -1.0 2.0 -1.5)))

(define scene
  (let loop ((i 0) (all (list (make-plane -1.0 0.4))))
    (if (= i 9)
        all
        (loop (+ i 1)
              (cons (make-sphere (make-vec (- (* 1.2 (remainder i 3)) 1.2)
                                           (- (* 0.5 (remainder i 2)) 0.4)
                                           (+ 4.0 (* 1.5 (quotient i 3))))
                                 0.55
                                 (+ 0.3 (* 0.07 i))
                                 (if (even? i) 0.35 0.0))
                    all)))))

;; How far along the ray the thing is hit; #f if it is not.
(define (hit thing from direction)
  (if (sphere? thing)
      (let* ((to (vec- (sphere-center thing) from))
             (b (dot to direction))
             (d (+ (* b b) (- (* (sphere-radius thing) (sphere-radius thing)) (dot to to)))))
        (and (> d 0.0)
             (let* ((root (sqrt d)) (near (- b root)) (far (+ b root)))
               (cond ((> near 0.0001) near)
                     ((> far 0.0001) far)
                     (else #f)))))
      (let ((slope (vec-y direction)))
        (and (< slope -0.0001)
             (let ((t (/ (- (plane-height thing) (vec-y from)) slope)))
               (and (> t 0.0001) t))))))

(define (normal thing point)
  (if (sphere? thing)
      (scale (/ 1.0 (sphere-radius thing)) (vec- point (sphere-center thing)))
      (make-vec 0.0 1.0 0.0)))

(define (nearest from direction)
  (let loop ((things scene) (best #f) (distance 1e30))
    (if (null? things)
        (values best distance)
        (let ((t (hit (car things) from direction)))
          (if (and t (< t distance))
              (loop (cdr things) (car things) t)
              (loop (cdr things) best distance))))))

(define (shadowed? point)
  (let loop ((things scene))
    (and (pair? things)
         (or (hit (car things) point light)
             (loop (cdr things))))))

(define (color-at thing point)
  (if (sphere? thing)
      (sphere-color thing)
      (if (even? (+ (exact (floor (vec-x point))) (exact (floor (vec-z point)))))
          (plane-color thing)
          0.9)))

(define (trace from direction depth)
  (call-with-values
    (lambda () (nearest from direction))
    (lambda (thing distance)
      (if (not thing)
          (+ 0.2 (* 0.3 (abs (vec-y direction))))
          (let* ((point (vec+ from (scale distance direction)))
                 (n (normal thing point))
                 (lit (if (shadowed? point) 0.0 (max 0.0 (dot n light))))
                 (own (* (color-at thing point) (+ 0.15 (* 0.85 lit))))
                 (mirror (if (sphere? thing) (sphere-mirror thing) 0.0)))
            (if (and (> mirror 0.0) (> depth 0))
                (let ((reflected (vec- direction (scale (* 2.0 (dot n direction)) n))))
                  (+ (* (- 1.0 mirror) own)
                     (* mirror (trace point (unit reflected) (- depth 1)))))
                own))))))

(define eye (make-vec 0.0 0.6 -3.0))

;; The sum of all pixels, each as a number from 0 to 255.
(define (render n)
  (let rows ((y 0) (sum 0))
    (if (= y n)
        sum
        (let columns ((x 0) (sum sum))
          (if (= x n)
              (rows (+ y 1) sum)
              (let* ((dx (- (/ (inexact x) n) 0.5))
                     (dy (- 0.5 (/ (inexact y) n)))
                     (light (trace eye (unit (make-vec dx dy 1.0)) 3)))
                (columns (+ x 1) (+ sum (exact (floor (* 255.0 (min light 1.0))))))))))))

(display (render size))
(newline)
;; expect: 5788
