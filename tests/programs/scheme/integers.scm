;; Exact integers across the limits of small ones.
(define big (expt 2 100))
(write big) (newline)
(write (list (- big 1) (- big) (quotient big 3) (remainder big 7) (modulo (- big) 7))) (newline)
(write (list (quotient -7 2) (remainder -7 2) (modulo -7 2) (modulo 7 -2) (floor-quotient -7 2) (truncate-remainder -7 2))) (newline)
(write (call-with-values (lambda () (floor/ -7 2)) list)) (newline)
(write (call-with-values (lambda () (truncate/ -7 2)) list)) (newline)
(write (list (gcd 12 18) (lcm 4 6) (gcd) (lcm) (gcd (* big 6) (* big 4)))) (newline)
(define (factorial n) (if (= n 0) 1 (* n (factorial (- n 1)))))
(write (factorial 30)) (newline)
(write (quotient (factorial 100) (factorial 97))) (newline)
(define limit 1152921504606846975)
(write (list (+ limit 1) (- (- limit) 2) (* limit 2) (- (+ limit 1) 1) (* limit limit))) (newline)
(define (overflow n) (let loop ((i 0) (x (- limit 50))) (if (= i n) x (loop (+ i 1) (+ x 1)))))
(write (list (overflow 10) (overflow 50) (overflow 51) (overflow 100))) (newline)
(define (underflow n) (let loop ((i 0) (x (- 50 limit))) (if (= i n) x (loop (+ i 1) (- x 1)))))
(write (underflow 100)) (newline)
(write (call-with-values (lambda () (exact-integer-sqrt (expt 10 40))) list)) (newline)
(write (list (number->string 255 16) (number->string -255 2) (string->number "ff" 16) (string->number "#b101") (string->number "12x"))) (newline)
(write (list (even? big) (odd? (+ big 1)) (zero? 0) (positive? big) (negative? (- big)))) (newline)
(write (list (max 1 big) (min 1 big) (abs -5) (abs (- big)) (square 12) (expt 0 0) (expt -2 63))) (newline)
(write (list (= big (expt 2 100)) (eqv? big (expt 2 100)) (equal? big (expt 2 100)) (< 1 big (* big 2)) (< 1 big 2))) (newline)
(write (let loop ((i 0) (a 0) (b 1)) (if (= i 200) a (loop (+ i 1) b (+ a b))))) (newline)
(write (exact->inexact (expt 2 200))) (newline)
(write (exact (floor 1e18))) (newline)
;; expect: 1267650600228229401496703205376
;; expect: (1267650600228229401496703205375 -1267650600228229401496703205376 422550200076076467165567735125 2 5)
;; expect: (-3 -1 1 -1 -4 -1)
;; expect: (-4 1)
;; expect: (-3 -1)
;; expect: (6 12 0 1 2535301200456458802993406410752)
;; expect: 265252859812191058636308480000000
;; expect: 970200
;; expect: (1152921504606846976 -1152921504606846977 2305843009213693950 1152921504606846975 1329227995784915870597964051066650625)
;; expect: (1152921504606846935 1152921504606846975 1152921504606846976 1152921504606847025)
;; expect: -1152921504606847025
;; expect: (100000000000000000000 0)
;; expect: ("ff" "-11111111" 255 5 #f)
;; expect: (#t #t #t #t #t)
;; expect: (1267650600228229401496703205376 1 5 1267650600228229401496703205376 144 1 -9223372036854775808)
;; expect: (#t #t #t #t #f)
;; expect: 280571172992510140037611932413038677189525
;; expect: 1.6069380442589903e60
;; expect: 1000000000000000000
