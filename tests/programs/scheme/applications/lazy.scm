;; Streams of promises: primes, power series, merges, continued sums, puzzles; what is computed is counted.
(import (scheme base) (scheme write) (scheme lazy) (scheme inexact))

(define (print . xs) (for-each display xs) (newline))
(define-syntax lazy-cons (syntax-rules () ((_ a b) (delay (cons a b)))))
(define-syntax define-stream (syntax-rules () ((_ (name . args) body ...) (define (name . args) (delay-force (let () body ...))))))
(define empty (delay '()))
(define (head s) (car (force s)))
(define (tail s) (cdr (force s)))
(define (empty? s) (null? (force s)))
(define (take s n) (if (or (= n 0) (empty? s)) '() (cons (head s) (take (tail s) (- n 1)))))
(define (drop s n) (if (= n 0) s (drop (tail s) (- n 1))))
(define-stream (smap f . ss) (if (memq #t (map empty? ss)) empty (lazy-cons (apply f (map head ss)) (apply smap f (map tail ss)))))
(define-stream (sfilter keep? s) (cond ((empty? s) empty) ((keep? (head s)) (lazy-cons (head s) (sfilter keep? (tail s)))) (else (sfilter keep? (tail s)))))
(define-stream (iterate f x) (lazy-cons x (iterate f (f x))))
(define-stream (from n) (lazy-cons n (from (+ n 1))))
(define-stream (until stop? s) (if (or (empty? s) (stop? (head s))) empty (lazy-cons (head s) (until stop? (tail s)))))
(define (sfold f x s) (if (empty? s) x (sfold f (f x (head s)) (tail s))))
(define-stream (list->stream l) (if (null? l) empty (lazy-cons (car l) (list->stream (cdr l)))))

;; ---- numbers

(define ones (lazy-cons 1 ones))
(define naturals (lazy-cons 0 (smap + ones naturals)))
(define fibs (lazy-cons 0 (lazy-cons 1 (smap + fibs (tail fibs)))))
(print (take naturals 10) (take fibs 20) (head (drop fibs 200)))
(define tested 0)
(define (prime? n) (set! tested (+ tested 1)) (let loop ((ps primes)) (or (> (square (head ps)) n) (and (not (zero? (remainder n (head ps)))) (loop (tail ps))))))
(define primes (lazy-cons 2 (sfilter prime? (from 3))))
(print (take primes 15) (head (drop primes 300)) " " tested)
(print (head (drop primes 300)) " " tested)
(define-stream (merge a b)
  (let ((x (head a)) (y (head b)))
    (cond ((< x y) (lazy-cons x (merge (tail a) b))) ((> x y) (lazy-cons y (merge a (tail b)))) (else (lazy-cons x (merge (tail a) (tail b)))))))
(define (times k) (lambda (n) (* k n)))
(define hamming (lazy-cons 1 (merge (smap (times 2) hamming) (merge (smap (times 3) hamming) (smap (times 5) hamming)))))
(print (take hamming 25) (head (drop hamming 500)))
(define-stream (collatz n) (lazy-cons n (if (= n 1) empty (collatz (if (even? n) (quotient n 2) (+ 1 (* 3 n)))))))
(print (take (collatz 27) 15) (sfold (lambda (n x) (+ n 1)) 0 (collatz 27)) " " (sfold max 0 (collatz 27)))
(print (sfold + 0 (until (lambda (n) (> n 1000)) (smap square (from 1)))))

;; ---- power series

(define (scale k s) (smap (times k) s))
(define (add a b) (smap + a b))
(define-stream (multiply a b) (lazy-cons (* (head a) (head b)) (add (scale (head a) (tail b)) (multiply (tail a) b))))
(define (integral s c) (lazy-cons c (smap / s (from 1))))
(define (reciprocal s) (letrec ((r (lazy-cons (/ 1 (head s)) (scale (- (/ 1 (head s))) (multiply (tail s) r))))) r))
(define exponential (delay (force (integral exponential 1))))
(define sine (delay (force (integral cosine 0))))
(define cosine (delay (force (integral (scale -1 sine) 1))))
(define tangent (multiply sine (reciprocal cosine)))
(print (take exponential 8) (take sine 8) (take cosine 8))
(print (take tangent 10))
(print (take (add (multiply sine sine) (multiply cosine cosine)) 10))
(define (evaluate s x terms) (let loop ((s s) (n terms) (power 1) (sum 0)) (if (= n 0) sum (loop (tail s) (- n 1) (* power x) (+ sum (* power (head s)))))))
(print (evaluate exponential 1 15) " " (< (abs (- (inexact (evaluate exponential 1 20)) (exp 1))) 1e-14))

;; ---- sums that converge, and faster ones

(define-stream (sums s) (let loop ((sum (head s)) (s (tail s))) (lazy-cons sum (loop (+ sum (head s)) (tail s)))))
(define-stream (aitken s)
  (let* ((a (head s)) (b (head (tail s))) (c (head (drop s 2))) (d (+ a c (* -2 b))))
    (lazy-cons (if (zero? d) c (- c (/ (square (- c b)) d))) (aitken (tail s)))))
(define pi-sums (sums (smap (lambda (n) (/ (if (even? n) 4.0 -4.0) (+ (* 2 n) 1))) naturals)))
(define (places x) (/ (round (* 1e6 x)) 1e6))
(print (map places (take pi-sums 4)) (map places (take (aitken pi-sums) 4)) (map places (take (aitken (aitken (aitken pi-sums))) 4)))
(define (root n) (iterate (lambda (x) (/ (+ x (/ n x)) 2)) 1))
(print (take (root 2) 5))

;; ---- pairs, diagonally; sums of cubes in two ways

(define-stream (interleave a b) (if (empty? a) b (lazy-cons (head a) (interleave b (tail a)))))
(define-stream (pairs a b) (lazy-cons (list (head a) (head b)) (interleave (smap (lambda (x) (list (head a) x)) (tail b)) (pairs (tail a) (tail b)))))
(print (take (pairs naturals naturals) 12))
(define-stream (merge-by weight a b) (if (<= (weight (head a)) (weight (head b))) (lazy-cons (head a) (merge-by weight (tail a) b)) (lazy-cons (head b) (merge-by weight a (tail b)))))
(define-stream (ordered-pairs weight a) (lazy-cons (list (head a) (head a)) (merge-by weight (smap (lambda (x) (list (head a) x)) (tail a)) (ordered-pairs weight (tail a)))))
(define (cubes p) (+ (expt (car p) 3) (expt (cadr p) 3)))
(define all (ordered-pairs cubes (from 1)))
(print (take (sfilter values (smap (lambda (a b) (and (= (cubes a) (cubes b)) (list (cubes a) a b))) all (tail all))) 3))

;; ---- promises that use themselves, long chains, errors kept out

(define count 0)
(define once (delay (begin (set! count (+ count 1)) (if (< count 3) (force once) count))))
(print (force once) " " count " " (force once))
(define (long n) (delay-force (if (= n 0) (delay 'end) (long (- n 1)))))
(print (force (long 100000)) " " (sfold + 0 (until (lambda (n) (> n 50000)) (from 0))))
(define fragile (lazy-cons 1 (lazy-cons (car '()) empty)))
(print (head fragile) (guard (e ((error-object? e) " caught")) (take fragile 2)) (guard (e ((error-object? e) " again")) (take fragile 2)) (map promise? (list fragile 5 (make-promise 5))) (force (make-promise 5)))
; expect: (0 1 2 3 4 5 6 7 8 9)(0 1 1 2 3 5 8 13 21 34 55 89 144 233 377 610 987 1597 2584 4181)280571172992510140037611932413038677189525
; expect: (2 3 5 7 11 13 17 19 23 29 31 37 41 43 47)1993 1991
; expect: 1993 1991
; expect: (1 2 3 4 5 6 8 9 10 12 15 16 18 20 24 25 27 30 32 36 40 45 48 50 54)944784
; expect: (27 82 41 124 62 31 94 47 142 71 214 107 322 161 484)112 9232
; expect: 10416
; expect: (1 1 1/2 1/6 1/24 1/120 1/720 1/5040)(0 1 0 -1/6 0 1/120 0 -1/5040)(1 0 -1/2 0 1/24 0 -1/720 0)
; expect: (0 1 0 1/3 0 2/15 0 17/315 0 62/2835)
; expect: (1 0 0 0 0 0 0 0 0 0)
; expect: 47395032961/17435658240 #t
; expect: (4.0 2.666667 3.466667 2.895238)(3.166667 3.133333 3.145238 3.139683)(3.141599 3.141591 3.141593 3.141592)
; expect: (1 3/2 17/12 577/408 665857/470832)
; expect: ((0 0) (0 1) (1 1) (0 2) (1 2) (0 3) (2 2) (0 4) (1 3) (0 5) (2 3) (0 6))
; expect: ((1729 (1 12) (9 10)) (4104 (2 16) (9 15)) (13832 (2 24) (18 20)))
; expect: 3 3 3
; expect: end 1250025000
; expect: 1 caught again(#t #f #t)5
