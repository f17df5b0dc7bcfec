;; Geometry of a chain of bases: each has a few conformations, given as transformations of space; placements that come too near
;; to earlier ones are given up; vectors and transformations of floats.
;; bench: large
;; size: iterations
;; quick: 1

(define size 100)

(define links (if (< size 2) 5 9))

;; A transformation: nine numbers of a rotation, three of a translation, in a vector.
(define (make-transformation axis angle x y z)
  (let ((c (cos angle)) (s (sin angle)))
    (case axis
      ((x) (vector 1.0 0.0 0.0 0.0 c (- s) 0.0 s c x y z))
      ((y) (vector c 0.0 s 0.0 1.0 0.0 (- s) 0.0 c x y z))
      (else (vector c (- s) 0.0 s c 0.0 0.0 0.0 1.0 x y z)))))

(define (row t i x y z)
  (+ (* (vector-ref t i) x) (* (vector-ref t (+ i 1)) y) (* (vector-ref t (+ i 2)) z)))

(define-record-type point (make-point x y z) point? (x point-x) (y point-y) (z point-z))

(define (apply-transformation t p)
  (let ((x (point-x p)) (y (point-y p)) (z (point-z p)))
    (make-point (+ (row t 0 x y z) (vector-ref t 9))
                (+ (row t 3 x y z) (vector-ref t 10))
                (+ (row t 6 x y z) (vector-ref t 11)))))

;; First b, then a.
(define (compose a b)
  (define (entry i j)
    (+ (* (vector-ref a i) (vector-ref b j))
       (* (vector-ref a (+ i 1)) (vector-ref b (+ j 3)))
       (* (vector-ref a (+ i 2)) (vector-ref b (+ j 6)))))
  (define (shift i k)
    (+ (row a i (vector-ref b 9) (vector-ref b 10) (vector-ref b 11)) (vector-ref a k)))
  (vector (entry 0 0) (entry 0 1) (entry 0 2)
          (entry 3 0) (entry 3 1) (entry 3 2)
          (entry 6 0) (entry 6 1) (entry 6 2)
          (shift 0 9) (shift 3 10) (shift 6 11)))

(define (distance p q)
  (let ((dx (- (point-x p) (point-x q))) (dy (- (point-y p) (point-y q))) (dz (- (point-z p) (point-z q))))
    (sqrt (+ (* dx dx) (* dy dy) (* dz dz)))))

;; What a base looks like in its own coordinates, and how the next one may stand to it.
(define atoms
  (list (make-point 0.0 0.0 0.0) (make-point 1.1 0.3 0.0) (make-point 1.4 -0.6 0.5) (make-point 0.4 -1.1 0.9)))

(define conformations
  (list (make-transformation 'z 0.6 2.0 0.4 0.3)
        (make-transformation 'x 2.1 1.6 -0.5 0.9)
        (make-transformation 'y -1.9 1.2 1.0 -0.4)))

(define (atoms-at placement) (map (lambda (a) (apply-transformation placement a)) atoms))

(define (all? pred list)
  (or (null? list) (and (pred (car list)) (all? pred (cdr list)))))

;; The base before is a neighbour and may touch; all others may not.
(define (fits? new placed)
  (or (null? placed)
      (all? (lambda (old)
              (all? (lambda (p) (all? (lambda (q) (> (distance p q) 1.3)) old)) new))
            (cdr placed))))

;; The number of chains, and how far the farthest reaches.
(define (search placement placed left count reach)
  (let ((new (atoms-at placement)))
    (cond ((not (fits? new placed)) (cons count reach))
          ((= left 0)
           (cons (+ count 1) (max reach (distance (car new) (car atoms)))))
          (else
           (let loop ((choices conformations) (count count) (reach reach))
             (if (null? choices)
                 (cons count reach)
                 (let ((found (search (compose placement (car choices)) (cons new placed) (- left 1) count reach)))
                   (loop (cdr choices) (car found) (cdr found)))))))))

(define (round-of-work)
  (search (make-transformation 'z 0.0 0.0 0.0 0.0) '() links 0 0.0))

(define (repeat count result)
  (if (= count 0) result (repeat (- count 1) (round-of-work))))

(let ((found (repeat size '())))
  (display (car found))
  (display " ")
  (display (exact (floor (* 1000.0 (cdr found)))))
  (newline))
;; expect: 40 9775
