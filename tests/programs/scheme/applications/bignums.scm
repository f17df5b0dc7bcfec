;; Algorithms on large integers: digits of pi, primality, factors, roots, continued fractions, bases, combinatorics.
(import (scheme base) (scheme write) (scheme char))

(define (print . xs) (for-each display xs) (newline))

;; ---- pi, by the spigot of Gibbons

(define (pi-digits n)
  (let loop ((q 1) (r 0) (t 1) (k 1) (m 3) (x 3) (digits '()) (count 0))
    (cond ((= count n) (list->string (reverse digits)))
          ((< (+ (* 4 q) (- r t)) (* m t))
           (loop (* 10 q) (* 10 (- r (* m t))) t k
                 (- (quotient (* 10 (+ (* 3 q) r)) t) (* 10 m)) x
                 (cons (integer->char (+ m 48)) digits) (+ count 1)))
          (else
           (loop (* q k) (* (+ (* 2 q) r) x) (* t x) (+ k 1)
                 (quotient (+ (* q (+ (* 7 k) 2)) (* r x)) (* t x)) (+ x 2) digits count)))))
(print (pi-digits 100))

;; ---- modular arithmetic

(define (expt-mod base e m)
  (let loop ((b (modulo base m)) (e e) (acc 1))
    (cond ((zero? e) acc)
          ((odd? e) (loop (modulo (* b b) m) (quotient e 2) (modulo (* acc b) m)))
          (else (loop (modulo (* b b) m) (quotient e 2) acc)))))

;; g, x, y with a x + b y = g
(define (extended-gcd a b)
  (if (zero? b)
      (values a 1 0)
      (let*-values (((q r) (floor/ a b)) ((g x y) (extended-gcd b r)))
        (values g y (- x (* q y))))))

(define (inverse a m)
  (let-values (((g x y) (extended-gcd a m)))
    (and (= g 1) (modulo x m))))

(define (strong-probable-prime? n base)
  (let split ((d (- n 1)) (s 0))
    (if (even? d)
        (split (quotient d 2) (+ s 1))
        (let ((x (expt-mod base d n)))
          (or (= x 1)
              (let loop ((x x) (i 0))
                (cond ((= i s) #f)
                      ((= x (- n 1)) #t)
                      (else (loop (modulo (* x x) n) (+ i 1))))))))))
(define small-primes '(2 3 5 7 11 13 17 19 23 29 31 37))
(define (prime? n)
  (and (> n 1)
       (or (and (memv n small-primes) #t)
           (let loop ((ps small-primes))
             (cond ((null? ps) #t)
                   ((zero? (remainder n (car ps))) #f)
                   ((strong-probable-prime? n (car ps)) (loop (cdr ps)))
                   (else #f))))))
(define (next-prime n) (if (prime? n) n (next-prime (+ n 1))))
(print (map prime? (list 561 1105 (- (expt 2 61) 1) (- (expt 2 67) 1) (- (expt 2 127) 1) (+ (expt 2 128) 1))))
(print (next-prime (expt 10 30)))
(print (map (lambda (a) (inverse a 1000000007)) '(2 3 10 123456789)))
(print (inverse 6 9))
(print (modulo (* (inverse 987654321987654321 (- (expt 2 127) 1)) 987654321987654321) (- (expt 2 127) 1)))

;; ---- factors, by Pollard's rho

(define (rho n)
  (let try ((c 1))
    (let ((f (lambda (x) (modulo (+ (* x x) c) n))))
      (let loop ((x 2) (y 2))
        (let* ((x (f x)) (y (f (f y))) (g (gcd (abs (- x y)) n)))
          (cond ((= g 1) (loop x y))
                ((= g n) (try (+ c 1)))
                (else g)))))))
(define (insert n l) (if (or (null? l) (<= n (car l))) (cons n l) (cons (car l) (insert n (cdr l)))))
(define (factors n)
  (let loop ((todo (list n)) (found '()))
    (cond ((null? todo) found)
          ((= (car todo) 1) (loop (cdr todo) found))
          ((prime? (car todo)) (loop (cdr todo) (insert (car todo) found)))
          ((even? (car todo)) (loop (cons (quotient (car todo) 2) (cdr todo)) (insert 2 found)))
          (else (let ((d (rho (car todo)))) (loop (cons d (cons (quotient (car todo) d) (cdr todo))) found))))))
(for-each (lambda (n) (print n " = " (factors n)))
          (list 1 97 360 1234567890 (- (expt 2 58) 1) (+ (expt 2 64) 1) (* 1000003 1000033 1000037)))

;; ---- roots and continued fractions

(define (integer-root n k)
  (let loop ((x (expt 2 (+ 1 (quotient (string-length (number->string n 2)) k)))))
    (let ((y (quotient (+ (* (- k 1) x) (quotient n (expt x (- k 1)))) k)))
      (if (< y x) (loop y) x))))
(print (integer-root (expt 10 60) 3) " " (integer-root (- (expt 10 60) 1) 3) " " (integer-root 2000000000000000000000000000000 5))
(print (call-with-values (lambda () (exact-integer-sqrt (* 2 (expt 10 80)))) list))

(define (continued-fraction q)
  (let-values (((whole rest) (floor/ (numerator q) (denominator q))))
    (if (zero? rest) (list whole) (cons whole (continued-fraction (/ (denominator q) rest))))))
(define (from-continued l) (if (null? (cdr l)) (car l) (+ (car l) (/ 1 (from-continued (cdr l))))))
(print (continued-fraction 415/93) " " (continued-fraction -415/93) " " (from-continued '(4 2 6 7)))
(define (golden n) (let loop ((n n) (x 1)) (if (zero? n) x (loop (- n 1) (+ 1 (/ 1 x))))))
(print (golden 80))
(define (harmonic n) (let loop ((i 1) (s 0)) (if (> i n) s (loop (+ i 1) (+ s (/ 1 i))))))
(print (harmonic 60))
(define (bernoulli n)
  (let ((row (make-vector (+ n 1) 0)))
    (do ((m 0 (+ m 1))) ((> m n) (vector-ref row 0))
      (vector-set! row m (/ 1 (+ m 1)))
      (do ((j m (- j 1))) ((< j 1))
        (vector-set! row (- j 1) (* j (- (vector-ref row (- j 1)) (vector-ref row j))))))))
(print (map bernoulli '(0 1 2 3 4 10 12 20 30 50)))

;; ---- bases and digits

(define (digits n base) (let loop ((n n) (l '())) (if (< n base) (cons n l) (loop (quotient n base) (cons (remainder n base) l)))))
(define (undigits l base) (let loop ((l l) (n 0)) (if (null? l) n (loop (cdr l) (+ (* n base) (car l))))))
(define googol (expt 10 100))
(print (length (digits googol 2)) " " (undigits (digits googol 37) 37))
(print (number->string googol 16) " " (= googol (string->number (number->string googol 7) 7)))
(define (fact n) (if (zero? n) 1 (* n (fact (- n 1)))))
(print (apply + (digits (fact 200) 10)) " " (let loop ((n (fact 200)) (z 0)) (if (zero? (remainder n 10)) (loop (quotient n 10) (+ z 1)) z)))
(define (fib n)
  (let loop ((n n) (a 1) (b 0) (p 0) (q 1))
    (cond ((zero? n) b)
          ((even? n) (loop (quotient n 2) a b (+ (* p p) (* q q)) (+ (* 2 p q) (* q q))))
          (else (loop (- n 1) (+ (* b q) (* a q) (* a p)) (+ (* b p) (* a q)) p q)))))
(print (fib 300) " " (string-length (number->string (fib 20000))))
(define (binomial n k) (/ (fact n) (* (fact k) (fact (- n k)))))
(define (catalan n) (/ (binomial (* 2 n) n) (+ n 1)))
(print (binomial 100 50) " " (map catalan '(0 1 2 3 4 5 10 50)))
(define (partitions n)
  (let ((ways (make-vector (+ n 1) 0)))
    (vector-set! ways 0 1)
    (do ((k 1 (+ k 1))) ((> k n) (vector-ref ways n))
      (do ((i k (+ i 1))) ((> i n))
        (vector-set! ways i (+ (vector-ref ways i) (vector-ref ways (- i k))))))))
(print (map partitions '(5 50 100 200 400)))
(define (exact->string q places)
  (let* ((scaled (round (* (abs q) (expt 10 places)))) (text (number->string scaled)) (padded (string-append (make-string (max 0 (- (+ places 1) (string-length text))) #\0) text))
         (point (- (string-length padded) places)))
    (string-append (if (negative? q) "-" "") (substring padded 0 point) "." (substring padded point (string-length padded)))))
(print (exact->string 1/7 30) " " (exact->string 22/7 12) " " (exact->string -1/3 5))
; expect: 3141592653589793238462643383279502884197169399375105820974944592307816406286208998628034825342117067
; expect: (#f #f #t #f #t #f)
; expect: 1000000000000000000000000000057
; expect: (500000004 333333336 700000005 18633540)
; expect: #f
; expect: 1
; expect: 1 = ()
; expect: 97 = (97)
; expect: 360 = (2 2 2 3 3 5)
; expect: 1234567890 = (2 3 3 5 3607 3803)
; expect: 288230376151711743 = (3 59 233 1103 2089 3033169)
; expect: 18446744073709551617 = (274177 67280421310721)
; expect: 1000073001431003663 = (1000003 1000033 1000037)
; expect: 100000000000000000000 99999999999999999999 1148698
; expect: (14142135623730950488016887242096980785696 20329426576128720699797746341786521795584)
; expect: (4 2 6 7) (-5 1 1 6 7) 415/93
; expect: 61305790721611591/37889062373143906
; expect: 15117092380124150817026911/3230237388259077233637600
; expect: (1 1/2 1/6 0 -1/30 5/66 -691/2730 -174611/330 8615841276005/14322 495057205241079648212477525/66)
; expect: 333 10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000
; expect: 1249ad2594c37ceb0b2784c4ce0bf38ace408e211a7caab24308a82e8f10000000000000000000000000 #t
; expect: 1404 49
; expect: 222232244629420445529739893461909967206666939096499764990979600 4180
; expect: 100891344545564193334812497256 (1 1 2 5 14 42 16796 1978261657756160653623774456)
; expect: (7 204226 190569292 3972999029388 6727090051741041926)
; expect: 0.142857142857142857142857142857 3.142857142857 -0.33333
