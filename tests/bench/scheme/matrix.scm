;; Matrices of ones and minus ones that are the greatest among all that exchanging and negating their rows and columns makes
;; of them, found by search with closures for what remains to be done.
;; bench: large
;; size: iterations
;; quick: 1

(define size 150)

(define height (if (< size 2) 3 4))
(define width 4)

(define (go-on-from list visit seed)
  ;; Calls visit with each element, the others, and the seed so far.
  (let loop ((before '()) (rest list) (seed seed))
    (if (null? rest)
        seed
        (loop (cons (car rest) before)
              (cdr rest)
              (visit (car rest) (append before (cdr rest)) seed)))))

(define (signs n)
  (if (= n 0)
      '(())
      (let ((rest (signs (- n 1))))
        (append (map (lambda (r) (cons 1 r)) rest) (map (lambda (r) (cons -1 r)) rest)))))

(define (compare-rows a b)
  (cond ((null? a) 0)
        ((= (car a) (car b)) (compare-rows (cdr a) (cdr b)))
        (else (- (car a) (car b)))))

(define (negate row) (map - row))

;; Column moves: an order of the columns and a sign for each. The moved row.
(define (move row order)
  (map (lambda (p) (* (cdr p) (list-ref row (car p)))) order))

(define (orders n)
  (define (extend chosen free all)
    (if (null? free)
        (cons chosen all)
        (go-on-from free
                    (lambda (c others all)
                      (extend (cons (cons c 1) chosen) others
                              (extend (cons (cons c -1) chosen) others all)))
                    all)))
  (extend '() (let loop ((i 0)) (if (= i n) '() (cons i (loop (+ i 1))))) '()))

(define all-orders (orders width))

;; Can the rows, moved by this order, each possibly negated and in any order, beat the rows from here on?
(define (beaten? rows moved)
  (define (try wanted left)
    (and (pair? wanted)
         (let loop ((rest left))
           (and (pair? rest)
                (let* ((row (car rest)) (row (if (> 0 (compare-rows row (negate row))) (negate row) row))
                       (c (compare-rows row (car wanted))))
                  (cond ((> c 0) #t)
                        ((= c 0)
                         (or (try (cdr wanted) (remove-one (car rest) left)) (loop (cdr rest))))
                        (else (loop (cdr rest)))))))))
  (try rows moved))

(define (remove-one x list)
  (if (eq? x (car list)) (cdr list) (cons (car list) (remove-one x (cdr list)))))

(define (maximal? rows)
  (let loop ((orders all-orders))
    (or (null? orders)
        (and (not (beaten? rows (map (lambda (r) (move r (car orders))) rows)))
             (loop (cdr orders))))))

;; Rows come in descending order, so only such lists are built; a list is cut off as soon as its rows so far are not maximal.
(define (count-maximal)
  (define all-rows (signs width))
  (define (extend rows count left)
    (if (= left 0)
        (+ count 1)
        (let loop ((candidates all-rows) (count count))
          (if (null? candidates)
              count
              (let ((row (car candidates)))
                (if (or (null? rows) (<= (compare-rows row (car rows)) 0))
                    (let ((extended (reverse (cons row rows))))
                      (loop (cdr candidates)
                            (if (maximal? extended)
                                (extend (cons row rows) count (- left 1))
                                count)))
                    (loop (cdr candidates) count)))))))
  (extend '() 0 height))

(define (repeat count result)
  (if (= count 0) result (repeat (- count 1) (count-maximal))))

(display (repeat size 0))
(newline)
;; expect: 5
