;; A maze in a grid of hexagons: walls taken down in random order wherever they part two regions (union and find), then the
;; longest way from one corner by breadth first.
;; bench: large
;; size: iterations
;; quick: 1

(define size 400)

(define columns 80)
(define rows 60)

(define-record-type cell
  (make-cell id walls parent rank distance)
  cell?
  (id cell-id)
  (walls cell-walls set-cell-walls!)
  (parent cell-parent set-cell-parent!)
  (rank cell-rank set-cell-rank!)
  (distance cell-distance set-cell-distance!))

;; Park and Miller's generator.
(define seed 1)

(define (random! n)
  (set! seed (modulo (* seed 16807) 2147483647))
  (modulo seed n))

(define (root cell)
  (let ((parent (cell-parent cell)))
    (if (not parent)
        cell
        (let ((top (root parent)))
          (set-cell-parent! cell top)
          top))))

;; Joins two regions; says whether they were two.
(define (join! a b)
  (let ((a (root a)) (b (root b)))
    (cond ((eq? a b) #f)
          ((< (cell-rank a) (cell-rank b)) (set-cell-parent! a b) #t)
          (else
           (if (= (cell-rank a) (cell-rank b)) (set-cell-rank! a (+ 1 (cell-rank a))))
           (set-cell-parent! b a)
           #t))))

(define (shuffle! v)
  (do ((i (- (vector-length v) 1) (- i 1))) ((< i 1) v)
    (let* ((j (random! (+ i 1))) (t (vector-ref v i)))
      (vector-set! v i (vector-ref v j))
      (vector-set! v j t))))

;; The neighbour in direction 0 .. 5, if there is one. Odd rows stand half a cell to the right.
(define (neighbour cells cell direction)
  (let* ((x (remainder (cell-id cell) columns)) (y (quotient (cell-id cell) columns)) (shift (remainder y 2)))
    (let ((nx (case direction
                ((0) (+ x 1))
                ((1 5) (+ x shift))
                ((3) (- x 1))
                (else (- (+ x shift) 1))))
          (ny (case direction
                ((0 3) y)
                ((1 2) (+ y 1))
                (else (- y 1)))))
      (and (<= 0 nx) (< nx columns) (<= 0 ny) (< ny rows)
           (vector-ref cells (+ (* ny columns) nx))))))

(define powers '#(1 2 4 8 16 32))

(define (wall? cell direction)
  (odd? (quotient (cell-walls cell) (vector-ref powers direction))))

(define (open! cell direction)
  (set-cell-walls! cell (- (cell-walls cell) (vector-ref powers direction))))

(define (make-cells)
  (let ((cells (make-vector (* columns rows) #f)))
    (do ((i 0 (+ i 1))) ((= i (* columns rows)) cells)
      (vector-set! cells i (make-cell i 63 #f 0 -1)))))

;; Every wall once, as 8 * cell + direction.
(define (all-walls)
  (let ((walls (make-vector (* 3 columns rows) 0)))
    (do ((i 0 (+ i 1))) ((= i (* columns rows)) (shuffle! walls))
      (do ((d 0 (+ d 1))) ((= d 3))
        (vector-set! walls (+ (* 3 i) d) (+ (* 8 i) d))))))

(define (carve! cells)
  (let ((walls (all-walls)))
    (do ((i 0 (+ i 1))) ((= i (vector-length walls)) cells)
      (let* ((wall (vector-ref walls i))
             (cell (vector-ref cells (quotient wall 8)))
             (direction (remainder wall 8))
             (other (neighbour cells cell direction)))
        (if (and other (join! cell other))
            (begin
              (open! cell direction)
              (open! other (remainder (+ direction 3) 6))))))))

;; The farthest cell from one, and how many were reached.
(define (explore! cells start)
  (set-cell-distance! start 0)
  (let loop ((front (list start)) (next '()) (count 0) (last start))
    (cond ((pair? front)
           (let ((cell (car front)))
             (let visit ((d 0) (next next))
               (if (= d 6)
                   (loop (cdr front) next (+ count 1) cell)
                   (let ((other (and (not (wall? cell d)) (neighbour cells cell d))))
                     (if (and other (< (cell-distance other) 0))
                         (begin
                           (set-cell-distance! other (+ 1 (cell-distance cell)))
                           (visit (+ d 1) (cons other next)))
                         (visit (+ d 1) next)))))))
          ((pair? next) (loop (reverse next) '() count last))
          (else (list count (cell-distance last))))))

(define (round-of-work)
  (let ((cells (carve! (make-cells))))
    (explore! cells (vector-ref cells 0))))

(define (repeat count result)
  (if (= count 0) result (repeat (- count 1) (round-of-work))))

(display (repeat size '()))
(newline)
;; expect: (4800 401)
