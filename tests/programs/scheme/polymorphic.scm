;; One place sees many kinds of values.
(define (describe x) (cond ((number? x) (if (exact? x) 'exact 'inexact)) ((string? x) 'string) ((symbol? x) 'symbol) ((pair? x) 'pair) ((null? x) 'null) ((vector? x) 'vector) ((procedure? x) 'procedure) ((char? x) 'char) ((boolean? x) 'boolean) (else 'other)))
(define things (vector 1 2.5 "s" 'y '(1) '() #(1) car #\c #t (expt 10 30) 1/2))
(define (tally n) (let loop ((i 0) (l '())) (if (= i n) l (loop (+ i 1) (let* ((k (describe (vector-ref things (modulo i 12)))) (e (assq k l))) (if e (begin (set-cdr! e (+ 1 (cdr e))) l) (cons (cons k 1) l)))))))
(write (reverse (tally 600))) (newline)
(define ops (vector + - * max min (lambda (a b) (+ (* 2 a) b)) (lambda (a b) b) quotient (lambda (a b) (if (< a b) a b))))
(define (fold-ops n) (let loop ((i 1) (acc 1)) (if (> i n) acc (loop (+ i 1) (modulo ((vector-ref ops (modulo i 9)) acc i) 10007)))))
(write (fold-ops 900)) (newline)
(define (add a b) (+ a b))
(write (list (let loop ((i 0) (s 0)) (if (= i 100) s (loop (+ i 1) (add s i)))) (let loop ((i 0) (s 0.0)) (if (= i 100) s (loop (+ i 1) (add s i)))) (let loop ((i 0) (s 1/3)) (if (= i 100) s (loop (+ i 1) (add s i)))))) (newline)
(define (branchy i) (+ (if (= 0 (modulo i 2)) 1 2) (if (= 0 (modulo i 3)) 10 20) (if (= 0 (modulo i 5)) 100 200) (if (= 0 (modulo i 7)) 1000 2000) (if (= 0 (modulo i 11)) 10000 20000) (if (= 0 (modulo i 13)) 5 6)))
(write (let loop ((i 0) (s 0)) (if (= i 3000) s (loop (+ i 1) (+ s (branchy i)))))) (newline)
(define (pairs-on-one-side n) (let loop ((i 0) (s 0)) (if (= i n) s (let ((p (if (even? i) (cons i 1) (cons 1 i)))) (loop (+ i 1) (+ s (car p) (* 2 (cdr p))))))))
(write (pairs-on-one-side 1000)) (newline)
(define (maybe-escape n) (let loop ((i 0) (kept '())) (if (= i n) (apply + (map car kept)) (let ((p (cons i i))) (loop (+ i 1) (if (= 0 (modulo i 10)) (cons p kept) kept))))))
(write (maybe-escape 1000)) (newline)
;; expect: ((exact . 150) (inexact . 50) (string . 50) (symbol . 50) (pair . 50) (null . 50) (vector . 50) (procedure . 50) (char . 50) (boolean . 50))
;; expect: 900
;; expect: (4950 4950.0 14851/3)
;; expect: 63453269
;; expect: 751000
;; expect: 49500
