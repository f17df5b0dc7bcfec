;; Proper tail calls everywhere: a million of each kind in constant space.
(define n 300000)
(define (a i) (if (= i 0) 'if (a (- i 1))))
(define (b i) (cond ((= i 0) 'cond) (else (b (- i 1)))))
(define (c i) (case i ((0) 'case) (else (c (- i 1)))))
(define (d i) (and #t (or #f (if (= i 0) 'and-or (d (- i 1))))))
(define (e i) (let ((j (- i 1))) (let* ((k j)) (letrec ((f (lambda () k))) (begin (if (< j 0) 'let (e k)))))))
(define (f i) (when #t (if (= i 0) 'when (f (- i 1)))))
(define (g i) (apply (lambda (x) (if (= x 0) 'apply (g (- x 1)))) (list i)))
(define (h i) (do () (#t (if (= i 0) 'do (h (- i 1))))))
(define (j i) (call-with-values (lambda () (values i 1)) (lambda (x y) (if (= x 0) 'values (j (- x y))))))
(define (k i) (call/cc (lambda (c) (if (= i 0) 'call/cc (k (- i 1))))))
(define (l1 i) (if (= i 0) 'mutual (l2 (- i 1) i)))
(define (l2 i x) (l3 i x x))
(define (l3 i x y) (l1 i))
(define m-state 0)
(define (m i) (set! m-state i) (if (= i 0) 'many-arguments (m2 i 1 2 3 4 5 6 7 8 9 10)))
(define (m2 i . rest) (m (- i (car rest))))
(for-each (lambda (p) (write (p n)) (newline)) (list a b c d e f g h j k l1 m))
(define (state-machine s i) (case s ((start) (if (= i 0) 'end (state-machine 'middle i))) ((middle) (state-machine 'last i)) ((last) (state-machine 'start (- i 1)))))
(write (state-machine 'start 50000)) (newline)
(define (cps-fact n k) (if (= n 0) (k 1) (cps-fact (- n 1) (lambda (v) (k (* n v))))))
(write (cps-fact 20 (lambda (x) x))) (newline)
(define (cps-loop n k) (if (= n 0) (k 0) (cps-loop (- n 1) (lambda (v) (k (+ 1 v))))))
(write (cps-loop 20000 (lambda (x) x))) (newline)
;; expect: if
;; expect: cond
;; expect: case
;; expect: and-or
;; expect: let
;; expect: when
;; expect: apply
;; expect: do
;; expect: values
;; expect: call/cc
;; expect: mutual
;; expect: many-arguments
;; expect: end
;; expect: 2432902008176640000
;; expect: 20000
