;; What may be right is not reported: the only line on standard error is the last.
;; exit: 1
;; error: silent.scm:31:1: error: the end
;; limits: --error-format=short
(define (even-number? n) (if (= n 0) #t (odd-number? (- n 1)))) ; defined below
(define (odd-number? n) (if (= n 0) #f (even-number? (- n 1))))
(define (f a) a)
(set! f (lambda (a b) (list a b)))
(f 1 2)
(define (twice a) a)
(define (twice a b) (list a b))
(twice 1 2)
(define-syntax define-later
  (syntax-rules () ((_ name value) (define name value))))
(define (uses-later) later)
(define-later later 1)
(uses-later)
(define-values (p q) (values 1 2))
(list p q)
(define (local car) (car 1 2 3))
(local list)
(define (shadow)
  (define (cdr a b) (list a b))
  (cdr 1 2))
(shadow)
(let loop ((i 0)) (if (< i 3) (loop (+ i 1))))
(define (variadic . args) (apply list args))
(variadic)
(let ((g (lambda (x) x))) (set! g (lambda () 1)) (g))
(even-number? 10)
(error "the end")
