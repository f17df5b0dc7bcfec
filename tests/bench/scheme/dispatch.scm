;; Dispatch over records: by a chain of predicates, and by procedures kept in the records; lists with many kinds in an order
;; that does not repeat soon.
;; bench: large
;; size: iterations
;; quick: 2

(define size 10000)

(define-record-type circle (make-circle radius) circle? (radius circle-radius))
(define-record-type square (make-square side) square? (side square-side))
(define-record-type rectangle (make-rectangle width height) rectangle? (width rectangle-width) (height rectangle-height))
(define-record-type triangle (make-triangle base height) triangle? (base triangle-base) (height triangle-height))
(define-record-type group (make-group members) group? (members group-members))

(define (area shape)
  (cond ((circle? shape) (* 3 (circle-radius shape) (circle-radius shape)))
        ((square? shape) (* (square-side shape) (square-side shape)))
        ((rectangle? shape) (* (rectangle-width shape) (rectangle-height shape)))
        ((triangle? shape) (quotient (* (triangle-base shape) (triangle-height shape)) 2))
        ((group? shape)
         (let loop ((members (group-members shape)) (sum 0))
           (if (null? members) sum (loop (cdr members) (+ sum (area (car members)))))))
        (else (error "no shape" shape))))

;; An object: what it holds, and a procedure for each message.
(define-record-type object (make-object state step value) object?
  (state object-state set-object-state!)
  (step object-step)
  (value object-value))

(define (counter-step self n) (set-object-state! self (+ (object-state self) n)))
(define (toggle-step self n) (set-object-state! self (not (object-state self))))
(define (list-step self n)
  (set-object-state! self (if (> n 90) '() (cons n (object-state self)))))
(define (maximum-step self n)
  (if (> n (object-state self)) (set-object-state! self n)))

(define (number-value self) (object-state self))
(define (flag-value self) (if (object-state self) 1 0))
(define (length-value self) (length (object-state self)))

(define seed 7)

(define (random! n)
  (set! seed (modulo (+ (* seed 1103) 12347) 65536))
  (modulo (quotient seed 8) n))

(define (make-shape depth)
  (let* ((a (+ 1 (random! 20))) (b (+ 1 (random! 20))))
    (case (random! (if (> depth 0) 5 4))
      ((0) (make-circle a))
      ((1) (make-square a))
      ((2) (make-rectangle a b))
      ((3) (make-triangle a b))
      (else
       (let* ((first (make-shape (- depth 1))) (second (make-shape (- depth 1))))
         (make-group (list first second (make-shape (- depth 1)))))))))

(define (make-some-object)
  (case (random! 4)
    ((0) (make-object 0 counter-step number-value))
    ((1) (make-object #f toggle-step flag-value))
    ((2) (make-object '() list-step length-value))
    (else (make-object 0 maximum-step number-value))))

(define (vector-of n make)
  (let ((v (make-vector n #f)))
    (do ((i 0 (+ i 1))) ((= i n) v) (vector-set! v i (make)))))

(define shapes (vector-of 500 (lambda () (make-shape 2))))
(define objects (vector-of 500 make-some-object))

(define (round-of-work n)
  (let ((end (vector-length shapes)))
    (let loop ((i 0) (sum 0))
      (if (= i end)
          sum
          (let ((object (vector-ref objects i)))
            ((object-step object) object (modulo (+ i n) 97))
            (loop (+ i 1)
                  (+ sum (area (vector-ref shapes i)) ((object-value object) object))))))))

(define (repeat count sum)
  (if (= count 0) sum (repeat (- count 1) (modulo (+ sum (round-of-work count)) 1000000007))))

(display (repeat size 0))
(newline)
;; expect: 359373
