;; Counting the paraffins (acyclic saturated hydrocarbons) by generating all of them, free of duplicates, around a bond or a
;; carbon in the middle. Radicals are built from smaller radicals with shared structure.
;; bench: calls
;; quick: 9

(define size 23)

;; Radicals by number of carbon atoms; a radical is the hydrogen `h` or a vector of three radicals.
(define (triples-of total visit)
  (do ((a 0 (+ a 1))) ((> (* 3 a) total))
    (do ((b a (+ b 1))) ((> (+ a b b) total))
      (visit a b (- total (+ a b))))))

(define (for-each-tail f l)
  (if (pair? l)
      (begin (f l) (for-each-tail f (cdr l)))))

(define (radical-table n)
  (let ((table (make-vector (+ n 1) '())))
    (vector-set! table 0 '(h))
    (do ((k 1 (+ k 1))) ((> k n) table)
      (let ((found '()))
        (triples-of (- k 1)
          (lambda (a b c)
            (for-each-tail
              (lambda (as)
                (for-each-tail
                  (lambda (bs)
                    (for-each
                      (lambda (c1) (set! found (cons (vector (car as) (car bs) c1) found)))
                      (if (= b c) bs (vector-ref table c))))
                  (if (= a b) as (vector-ref table b))))
              (vector-ref table a))))
        (vector-set! table k found)))))

;; Two radicals of half the size each, joined by the middle bond.
(define (bond-centred n table)
  (let ((found '()))
    (if (even? n)
        (for-each-tail
          (lambda (as)
            (for-each (lambda (b) (set! found (cons (cons (car as) b) found))) as))
          (vector-ref table (quotient n 2))))
    found))

;; Four radicals around a carbon, each smaller than half of the molecule.
(define (carbon-centred n table)
  (let ((found '()) (most (quotient (- n 1) 2)))
    (do ((a 0 (+ a 1))) ((> (* 4 a) (- n 1)))
      (do ((b a (+ b 1))) ((> (+ a (* 3 b)) (- n 1)))
        (do ((c b (+ c 1))) ((> (+ a b c c) (- n 1)))
          (let ((d (- n 1 a b c)))
            (if (<= d most)
                (for-each-tail
                  (lambda (as)
                    (for-each-tail
                      (lambda (bs)
                        (for-each-tail
                          (lambda (cs)
                            (for-each
                              (lambda (d1) (set! found (cons (vector (car as) (car bs) (car cs) d1) found)))
                              (if (= c d) cs (vector-ref table d))))
                          (if (= b c) bs (vector-ref table c))))
                      (if (= a b) as (vector-ref table b))))
                  (vector-ref table a)))))))
    found))

(define (paraffin-count n)
  (let ((table (radical-table (quotient n 2))))
    (+ (length (bond-centred n table)) (length (carbon-centred n table)))))

(display (paraffin-count size))
(newline)
;; expect: 35
