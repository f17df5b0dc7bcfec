;; A maze without a single assignment: a matrix as a list of lists, a random state handed on, cavities filled by folds.
;; bench: large
;; size: iterations
;; quick: 3

(define size 12000)

(define (fold-left2 f seed list)
  (if (null? list) seed (fold-left2 f (f seed (car list)) (cdr list))))

(define (iterate from to f)
  (if (< from to) (cons (f from) (iterate (+ from 1) to f)) '()))

(define (next-random state) (modulo (+ (* state 3581) 12751) 131072))

;; A list in random order: each element is put before or behind what is there.
(define (shuffle list state)
  (define (insert element result state)
    (if (even? (quotient state 64))
        (cons element result)
        (append result (cons element '()))))
  (let loop ((list list) (state state) (result '()))
    (if (null? list)
        result
        (let ((state (next-random state)))
          (loop (cdr list) state (insert (car list) result state))))))

(define (make-matrix height width f)
  (iterate 0 height (lambda (y) (iterate 0 width (lambda (x) (f y x))))))

(define (matrix-get m place) (list-ref (list-ref m (car place)) (cdr place)))

(define (list-replace list i f)
  (if (= i 0)
      (cons (f (car list)) (cdr list))
      (cons (car list) (list-replace (cdr list) (- i 1) f))))

(define (matrix-put m place value)
  (list-replace m (car place)
                (lambda (row) (list-replace row (cdr place) (lambda (old) value)))))

(define (matrix-map f m) (map (lambda (row) (map f row)) m))

;; Walls are #f; open places hold the number of their cavity.
(define (initial height width)
  (make-matrix height width
               (lambda (y x) (if (and (even? y) (even? x)) (+ (* y width) x) #f))))

(define (inner-walls height width)
  (fold-left2
    (lambda (all y)
      (fold-left2 (lambda (all x) (if (odd? (+ x y)) (cons (cons y x) all) all))
                  all
                  (iterate 0 width (lambda (x) x))))
    '()
    (iterate 0 height (lambda (y) y))))

(define (beside m place height width)
  (define (get y x)
    (if (and (<= 0 y) (< y height) (<= 0 x) (< x width))
        (let ((cavity (matrix-get m (cons y x))))
          (if cavity (list cavity) '()))
        '()))
  (let ((y (car place)) (x (cdr place)))
    (append (get (- y 1) x) (get y (- x 1)) (get (+ y 1) x) (get y (+ x 1)))))

(define (distinct list)
  (cond ((null? list) '())
        ((memv (car list) (cdr list)) (distinct (cdr list)))
        (else (cons (car list) (distinct (cdr list))))))

;; A wall may go where the cavities around it are all different.
(define (pierce m wall height width)
  (let* ((around (beside m wall height width)) (different (distinct around)))
    (if (or (null? around) (not (= (length around) (length different))))
        m
        (let ((new (car different)))
          (matrix-put (matrix-map (lambda (c) (if (and c (memv c (cdr different))) new c)) m)
                      wall
                      new)))))

(define (make-maze height width state)
  (fold-left2 (lambda (m wall) (pierce m wall height width))
              (initial height width)
              (shuffle (inner-walls height width) state)))

(define (row->string row)
  (list->string (map (lambda (c) (if c #\_ #\*)) row)))

(define (repeat count maze)
  (if (= count 0) maze (repeat (- count 1) (make-maze 11 11 20))))

(for-each (lambda (row) (display (row->string row)) (newline)) (repeat size '()))
;; expect: ___*_____*_
;; expect: _*_*_*_*_*_
;; expect: _*___*_*___
;; expect: _*_*****_*_
;; expect: _*_*_*___*_
;; expect: _*_*_***_**
;; expect: _*___*_*___
;; expect: _*****_***_
;; expect: _*_*_*_____
;; expect: _*_*_******
;; expect: ___________
