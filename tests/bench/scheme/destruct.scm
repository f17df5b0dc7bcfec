;; Destructive list surgery: rings of lists are cut, relinked and renumbered with set-car! and set-cdr!.
;; bench: calls
;; quick: 10

(define size 14000)

(define (make-ring length)
  (let ((last (cons 0 '())))
    (let loop ((i 1) (head last))
      (if (= i length)
          (begin (set-cdr! last head) head)
          (loop (+ i 1) (cons i head))))))

;; Takes the cell after `at` out of its ring and gives it.
(define (unlink-next! at)
  (let ((cell (cdr at)))
    (set-cdr! at (cdr cell))
    cell))

(define (link-next! at cell)
  (set-cdr! cell (cdr at))
  (set-cdr! at cell))

;; Moves `count` cells one by one from the ring of `from` to the ring of `to`, renumbering them.
(define (move! from to count)
  (do ((i 0 (+ i 1)))
      ((= i count))
    (let ((cell (unlink-next! from)))
      (set-car! cell (+ (car cell) i))
      (link-next! to cell)
      (set! to cell))))

(define (reverse-ring! ring)
  (let loop ((before ring) (at (cdr ring)))
    (let ((after (cdr at)))
      (set-cdr! at before)
      (if (eq? at ring) ring (loop at after)))))

(define (ring-sum ring)
  (let loop ((at (cdr ring)) (sum (car ring)))
    (if (eq? at ring) sum (loop (cdr at) (+ sum (car at))))))

(define (round! a b i)
  (move! a b 60)
  (reverse-ring! a)
  (move! b a (+ 40 (remainder i 20)))
  (reverse-ring! b)
  (move! b a (- 20 (remainder i 20))))

(define (run rounds)
  (let outer ((k 0) (sum 0))
    (if (= k rounds)
        sum
        (let ((a (make-ring 100)) (b (make-ring 100)))
          (do ((i 0 (+ i 1))) ((= i 20)) (round! a b i))
          (outer (+ k 1) (+ sum (ring-sum a) (* 2 (ring-sum b))))))))

(display (run size))
(newline)
;; expect: 872230
