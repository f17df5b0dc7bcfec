;; Monotone maps between lattices, counted by extending partial maps; lattices are comparison procedures over lists.
;; bench: large
;; size: iterations
;; quick: 1

(define size 80)

;; A lattice: its elements and a procedure that says less, more, equal or incomparable.
(define (make-lattice elements compare) (cons elements compare))
(define (lattice-elements l) (car l))
(define (lattice-compare l) (cdr l))

(define (chain n)
  (make-lattice (let loop ((i n) (all '())) (if (= i 0) all (loop (- i 1) (cons i all))))
                (lambda (a b) (cond ((= a b) 'equal) ((< a b) 'less) (else 'more)))))

;; Comparing lists element by element: all must agree.
(define (pointwise compare)
  (define (all direction a b)
    (cond ((null? a) direction)
          (else
           (let ((c (compare (car a) (car b))))
             (cond ((eq? c 'equal) (all direction (cdr a) (cdr b)))
                   ((eq? direction 'equal) (all c (cdr a) (cdr b)))
                   ((eq? c direction) (all direction (cdr a) (cdr b)))
                   (else 'incomparable))))))
  (lambda (a b) (all 'equal a b)))

(define (product-lattice factors)
  (let ((compare (lattice-compare (car factors))))
    (make-lattice
      (let build ((rest factors))
        (if (null? rest)
            '(())
            (let ((tails (build (cdr rest))))
              (apply append
                     (map (lambda (e) (map (lambda (t) (cons e t)) tails))
                          (lattice-elements (car rest)))))))
      (pointwise compare))))

;; The maps from one lattice to another that keep the order, one domain element after the other.
(define (monotone-maps from to visit seed)
  (let ((compare-from (lattice-compare from)) (compare-to (lattice-compare to)))
    (define (fits? element value done)
      (or (null? done)
          (and (let ((c (compare-from element (caar done))))
                 (or (eq? c 'incomparable)
                     (let ((d (compare-to value (cdar done))))
                       (or (eq? d 'equal) (eq? c d)))))
               (fits? element value (cdr done)))))
    (define (extend domain done seed)
      (if (null? domain)
          (visit done seed)
          (let loop ((values (lattice-elements to)) (seed seed))
            (cond ((null? values) seed)
                  ((fits? (car domain) (car values) done)
                   (loop (cdr values) (extend (cdr domain) (cons (cons (car domain) (car values)) done) seed)))
                  (else (loop (cdr values) seed))))))
    (extend (lattice-elements from) '() seed)))

(define (count-maps from to)
  (monotone-maps from to (lambda (done n) (+ n 1)) 0))

;; The lattice of the maps themselves, in the pointwise order of their values.
(define (map-lattice from to)
  (make-lattice (monotone-maps from to (lambda (done all) (cons (map cdr done) all)) '())
                (pointwise (lattice-compare to))))

(define two (chain 2))
(define three (chain 3))
(define square (product-lattice (list two two)))
(define cube (product-lattice (list two two two)))

(define (round-of-work)
  (let* ((maps (map-lattice square two)) (larger (map-lattice cube two)))
    (list (length (lattice-elements maps))
          (count-maps maps three)
          (count-maps square maps)
          (if (< size 2) 0 (count-maps cube maps))
          (if (< size 2) 0 (count-maps larger two)))))

(define (repeat count result)
  (if (= count 0) result (repeat (- count 1) (round-of-work))))

(display (repeat size '()))
(newline)
;; expect: (6 35 168 0 0)
