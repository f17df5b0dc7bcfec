;; Planets attracting each other: records with float fields that are changed all the time.
;; bench: floats
;; quick: 100

(define size 500000)

(define-record-type body
  (make-body x y z vx vy vz mass)
  body?
  (x body-x set-body-x!)
  (y body-y set-body-y!)
  (z body-z set-body-z!)
  (vx body-vx set-body-vx!)
  (vy body-vy set-body-vy!)
  (vz body-vz set-body-vz!)
  (mass body-mass))

(define pi 3.141592653589793)
(define solar-mass (* 4.0 pi pi))
(define year 365.24)

(define (planet x y z vx vy vz mass)
  (make-body x y z (* vx year) (* vy year) (* vz year) (* mass solar-mass)))

(define sun (make-body 0.0 0.0 0.0 0.0 0.0 0.0 solar-mass))

(define bodies
  (list
    sun
    (planet 4.84143144246472090 -1.16032004402742839 -0.103622044471123109
            0.00166007664274403694 0.00769901118419740425 -0.0000690460016972063023 0.000954791938424326609)
    (planet 8.34336671824457987 4.12479856412430479 -0.403523417114321381
            -0.00276742510726411 0.00499852801234917238 0.0000230417297573763929 0.000285885980666130812)
    (planet 12.8943695621391310 -15.1111514016986312 -0.223307578892655734
            0.00296460137564761618 0.00237847173959480950 -0.0000296589568540237556 0.0000436624404335156298)
    (planet 15.3796971148509165 -25.9193146099879641 0.179258772950371181
            0.00268067772490389322 0.00162824170038242295 -0.0000951592254519715870 0.0000515138902046611451)))

(define (offset-momentum!)
  (let loop ((l bodies) (px 0.0) (py 0.0) (pz 0.0))
    (if (null? l)
        (begin
          (set-body-vx! sun (/ (- px) solar-mass))
          (set-body-vy! sun (/ (- py) solar-mass))
          (set-body-vz! sun (/ (- pz) solar-mass)))
        (let ((b (car l)))
          (loop (cdr l)
                (+ px (* (body-vx b) (body-mass b)))
                (+ py (* (body-vy b) (body-mass b)))
                (+ pz (* (body-vz b) (body-mass b))))))))

(define (square x) (* x x))

(define (energy)
  (let loop ((l bodies) (e 0.0))
    (if (null? l)
        e
        (let* ((b (car l))
               (kinetic (* 0.5 (body-mass b) (+ (square (body-vx b)) (square (body-vy b)) (square (body-vz b))))))
          (let inner ((m (cdr l)) (e (+ e kinetic)))
            (if (null? m)
                (loop (cdr l) e)
                (let* ((c (car m))
                       (dx (- (body-x b) (body-x c)))
                       (dy (- (body-y b) (body-y c)))
                       (dz (- (body-z b) (body-z c)))
                       (distance (sqrt (+ (* dx dx) (* dy dy) (* dz dz)))))
                  (inner (cdr m) (- e (/ (* (body-mass b) (body-mass c)) distance))))))))))

(define (attract! b c dt)
  (let* ((dx (- (body-x b) (body-x c)))
         (dy (- (body-y b) (body-y c)))
         (dz (- (body-z b) (body-z c)))
         (d2 (+ (* dx dx) (* dy dy) (* dz dz)))
         (scale (/ dt (* d2 (sqrt d2))))
         (by-c (* (body-mass c) scale))
         (by-b (* (body-mass b) scale)))
    (set-body-vx! b (- (body-vx b) (* dx by-c)))
    (set-body-vy! b (- (body-vy b) (* dy by-c)))
    (set-body-vz! b (- (body-vz b) (* dz by-c)))
    (set-body-vx! c (+ (body-vx c) (* dx by-b)))
    (set-body-vy! c (+ (body-vy c) (* dy by-b)))
    (set-body-vz! c (+ (body-vz c) (* dz by-b)))))

(define (advance! dt)
  (let loop ((l bodies))
    (if (pair? l)
        (begin
          (let inner ((m (cdr l)))
            (if (pair? m)
                (begin (attract! (car l) (car m) dt) (inner (cdr m)))))
          (loop (cdr l)))))
  (let loop ((l bodies))
    (if (pair? l)
        (let ((b (car l)))
          (set-body-x! b (+ (body-x b) (* dt (body-vx b))))
          (set-body-y! b (+ (body-y b) (* dt (body-vy b))))
          (set-body-z! b (+ (body-z b) (* dt (body-vz b))))
          (loop (cdr l))))))

(define (show-energy)
  (display (exact (round (* 1000000000.0 (energy)))))
  (newline))

(offset-momentum!)
(show-energy)
(do ((i 0 (+ i 1))) ((= i size))
  (advance! 0.01))
(show-energy)
;; expect: -169075164
;; expect: -169050762
