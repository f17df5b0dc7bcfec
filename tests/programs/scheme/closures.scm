;; Closures: captured variables, assigned or not, made in loops, called through variables.
(define (make-counter) (let ((n 0)) (lambda () (set! n (+ n 1)) n)))
(define a (make-counter))
(define b (make-counter))
(a) (a) (b)
(write (list (a) (b))) (newline)
(define (compose f g) (lambda (x) (f (g x))))
(define (power f n) (if (= n 0) (lambda (x) x) (compose f (power f (- n 1)))))
(write ((power (lambda (x) (+ x 3)) 100) 1)) (newline)
(define procedures (let loop ((i 0) (l '())) (if (= i 5) (reverse l) (loop (+ i 1) (cons (lambda (x) (+ x i)) l)))))
(write (map (lambda (p) (p 10)) procedures)) (newline)
(define (adder n) (lambda (x) (+ x n)))
(write (let loop ((i 0) (s 0)) (if (= i 1000) s (loop (+ i 1) ((adder i) s))))) (newline)
(define (accumulate op) (let ((total 0)) (lambda (x) (set! total (op total x)) total)))
(define sum (accumulate +))
(do ((i 0 (+ i 1))) ((= i 200)) (sum i))
(write (sum 0)) (newline)
(define x 10)
(define (read-x) x)
(define (loop-x n) (let loop ((i 0) (s 0)) (if (= i n) s (begin (if (= i 150) (set! x 1)) (loop (+ i 1) (+ s (read-x)))))))
(write (loop-x 300)) (newline)
;; A global function redefined inside the loop that calls it.
(define (f i) 1)
(define (g n) (let loop ((i 0) (s 0)) (if (= i n) s (begin (if (= i 200) (set! f (lambda (i) 1000))) (loop (+ i 1) (+ s (f i)))))))
(write (g 400)) (newline)
(define (y-combinator f) ((lambda (x) (x x)) (lambda (x) (f (lambda (v) ((x x) v))))))
(write ((y-combinator (lambda (self) (lambda (n) (if (= n 0) 1 (* n (self (- n 1))))))) 15)) (newline)
(write ((lambda args args) 1 2 3)) (newline)
(write ((lambda (a b . rest) (list a b rest)) 1 2 3 4)) (newline)
(define (optional a . b) (if (null? b) (list a) (list a (car b))))
(write (list (optional 1) (optional 1 2))) (newline)
(define (church n) (lambda (f) (lambda (x) (if (= n 0) x (f (((church (- n 1)) f) x))))))
(write (((church 20) (lambda (x) (* 2 x))) 1)) (newline)
;; expect: (3 2)
;; expect: 301
;; expect: (10 11 12 13 14)
;; expect: 499500
;; expect: 19900
;; expect: 1650
;; expect: 200200
;; expect: 1307674368000
;; expect: (1 2 3)
;; expect: (1 2 (3 4))
;; expect: ((1) (1 2))
;; expect: 1048576
