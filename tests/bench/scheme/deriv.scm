;; Symbolic derivation of expressions kept as lists: short-lived pairs, symbols compared, map with a closure.
;; bench: calls
;; quick: 100

(define size 5000000)

(define (derive e)
  (cond ((not (pair? e)) (if (eq? e 'x) 1 0))
        ((eq? (car e) '+) (cons '+ (map derive (cdr e))))
        ((eq? (car e) '-) (cons '- (map derive (cdr e))))
        ((eq? (car e) '*)
         (list '* e (cons '+ (map (lambda (f) (list '/ (derive f) f)) (cdr e)))))
        ((eq? (car e) '/)
         (let ((n (cadr e)) (d (caddr e)))
           (list '-
                 (list '/ (derive n) d)
                 (list '/ n (list '* d d (derive d))))))
        (else (error "no rule for this operator" (car e)))))

(define (count-leaves e)
  (cond ((pair? e) (+ (count-leaves (car e)) (count-leaves (cdr e))))
        ((null? e) 0)
        (else 1)))

(define expression '(+ (* 3 x x) (* a x x) (* b x) 5))

(define (repeat count result)
  (if (= count 0)
      result
      (repeat (- count 1) (derive expression))))

(display (count-leaves (repeat size '())))
(newline)
;; expect: 43
