;; Symbolic derivation driven by a table: the procedure for an operator is looked up by its name.
;; bench: large
;; size: iterations
;; quick: 100

(define size 8000000)

(define table '())

(define (put! operator procedure)
  (set! table (cons (cons operator procedure) table)))

(define (get operator)
  (let ((row (assq operator table)))
    (if row (cdr row) (error "no rule for this operator" operator))))

(define (derive e)
  (if (pair? e)
      ((get (car e)) e)
      (if (eq? e 'x) 1 0)))

(put! '+ (lambda (e) (cons '+ (map derive (cdr e)))))
(put! '- (lambda (e) (cons '- (map derive (cdr e)))))
(put! '*
      (lambda (e)
        (list '* e (cons '+ (map (lambda (f) (list '/ (derive f) f)) (cdr e))))))
(put! '/
      (lambda (e)
        (let ((n (cadr e)) (d (caddr e)))
          (list '- (list '/ (derive n) d) (list '/ n (list '* d d (derive d)))))))

(define (count-leaves e)
  (cond ((pair? e) (+ (count-leaves (car e)) (count-leaves (cdr e))))
        ((null? e) 0)
        (else 1)))

(define expression '(+ (* 3 x x) (* a x x) (/ b x) 5))

(define (repeat count result)
  (if (= count 0) result (repeat (- count 1) (derive expression))))

(display (count-leaves (repeat size '())))
(newline)
;; expect: 42
