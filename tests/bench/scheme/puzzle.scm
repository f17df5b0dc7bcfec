;; Packing a box with bricks by backtracking over vectors: a 5 x 5 x 5 box in an 8 x 8 x 8 space, four kinds of bricks.
;; bench: calls
;; quick: 1

(define size 250)

(define edge 8)
(define cells (* edge edge edge))
(define kinds 13)

(define space (make-vector cells #t))
(define brick-class (make-vector kinds 0))
(define brick-extent (make-vector kinds 0))
(define brick-cells (make-vector kinds #f))
(define stock (vector 0 0 0 0))
(define trials 0)

(define (cell-index i j k)
  (+ i (* edge (+ j (* edge k)))))

;; A brick of i+1 by j+1 by k+1 cells.
(define (define-brick! index class i-max j-max k-max)
  (let ((shape (make-vector cells #f)))
    (do ((i 0 (+ i 1))) ((> i i-max))
      (do ((j 0 (+ j 1))) ((> j j-max))
        (do ((k 0 (+ k 1))) ((> k k-max))
          (vector-set! shape (cell-index i j k) #t))))
    (vector-set! brick-class index class)
    (vector-set! brick-cells index shape)
    (vector-set! brick-extent index (cell-index i-max j-max k-max))))

(define (fits? brick at)
  (let ((end (vector-ref brick-extent brick)) (shape (vector-ref brick-cells brick)))
    (let loop ((k 0))
      (cond ((> k end) #t)
            ((and (vector-ref shape k) (vector-ref space (+ at k))) #f)
            (else (loop (+ k 1)))))))

(define (put! brick at full)
  (let ((end (vector-ref brick-extent brick)) (shape (vector-ref brick-cells brick)) (class (vector-ref brick-class brick)))
    (do ((k 0 (+ k 1))) ((> k end))
      (if (vector-ref shape k) (vector-set! space (+ at k) full)))
    (vector-set! stock class ((if full - +) (vector-ref stock class) 1))))

(define (first-free from)
  (let loop ((k from))
    (cond ((= k cells) 0)
          ((vector-ref space k) (loop (+ k 1)))
          (else k))))

(define (try from)
  (set! trials (+ trials 1))
  (let loop ((brick 0))
    (cond ((= brick kinds) #f)
          ((and (> (vector-ref stock (vector-ref brick-class brick)) 0) (fits? brick from))
           (put! brick from #t)
           (let ((next (first-free from)))
             (if (or (= next 0) (try next))
                 #t
                 (begin (put! brick from #f) (loop (+ brick 1))))))
          (else (loop (+ brick 1))))))

(define (run)
  (set! trials 0)
  (vector-fill! space #t)
  (do ((i 1 (+ i 1))) ((= i 6))
    (do ((j 1 (+ j 1))) ((= j 6))
      (do ((k 1 (+ k 1))) ((= k 6))
        (vector-set! space (cell-index i j k) #f))))
  (define-brick! 0 0 3 1 0)
  (define-brick! 1 0 1 0 3)
  (define-brick! 2 0 0 3 1)
  (define-brick! 3 0 1 3 0)
  (define-brick! 4 0 3 0 1)
  (define-brick! 5 0 0 1 3)
  (define-brick! 6 1 2 0 0)
  (define-brick! 7 1 0 2 0)
  (define-brick! 8 1 0 0 2)
  (define-brick! 9 2 1 1 0)
  (define-brick! 10 2 1 0 1)
  (define-brick! 11 2 0 1 1)
  (define-brick! 12 3 1 1 1)
  (vector-set! stock 0 13)
  (vector-set! stock 1 3)
  (vector-set! stock 2 1)
  (vector-set! stock 3 1)
  (let* ((start (cell-index 1 1 1)) (first (if (fits? 0 start) 0 (error "no place for brick" 0))))
    (put! first start #t)
    (if (try (first-free start)) trials (error "no packing found" trials))))

(define (repeat count total)
  (if (= count 0)
      total
      (repeat (- count 1) (+ total (run)))))

(display (repeat size 0))
(newline)
;; expect: 2004
