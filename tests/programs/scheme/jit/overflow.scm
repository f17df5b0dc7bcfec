;; Numbers that change their kind while a loop is hot.
(define (factorial n) (let loop ((i 1) (p 1)) (if (> i n) p (loop (+ i 1) (* p i)))))
(write (factorial 20)) (newline) ; expect: 2432902008176640000
(write (factorial 21)) (newline) ; expect: 51090942171709440000
(write (modulo (factorial 200) 1000003)) (newline) ; expect: 396754
(define (double n) (let loop ((i 0) (x 1)) (if (= i n) x (loop (+ i 1) (+ x x)))))
(write (map double '(10 59 60 61 62 63 64 65))) (newline) ; expect: (1024 576460752303423488 1152921504606846976 2305843009213693952 4611686018427387904 9223372036854775808 18446744073709551616 36893488147419103232)
(define (halve x n) (if (= n 0) x (halve (quotient x 2) (- n 1))))
(write (halve (double 300) 290)) (newline) ; expect: 1024
(define (down n) (let loop ((i 0) (x 0)) (if (= i n) x (loop (+ i 1) (- x 1000000000000000)))))
(write (down 2000)) (newline) ; expect: -2000000000000000000
(define (alternate n) (let loop ((i 0) (x 0)) (if (= i n) x (loop (+ i 1) (if (even? i) (+ x 1.5) (exact (floor x)))))))
(write (alternate 1000)) (newline) ; expect: 500
(define (mixed n)
  (let loop ((i 0) (x 1) (kinds '()))
    (if (= i n)
        (reverse kinds)
        (loop (+ i 1)
              (case (modulo i 5) ((0) (* x 1/3)) ((1) (+ x 0.5)) ((2) (exact (round x))) ((3) (+ x (expt 2 62))) (else (modulo x 7)))
              (if (< i 10) (cons x kinds) kinds)))))
(write (mixed 200)) (newline) ; expect: (1 1/3 0.8333333333333333 1 4611686018427387905 5 5/3 2.166666666666667 2 4611686018427387906)
(define (sum l) (let loop ((l l) (s 0)) (if (null? l) s (loop (cdr l) (+ s (car l))))))
(do ((i 0 (+ i 1))) ((= i 100)) (sum '(1 2 3)))
(write (sum '(1 2.5 3))) (newline) ; expect: 6.5
(write (sum (list (expt 2 61) (expt 2 61) 1))) (newline) ; expect: 4611686018427387905
(write (sum '(1/2 1/2 1))) (newline) ; expect: 2
(define (fib n) (let loop ((a 0) (b 1) (n n)) (if (= n 0) a (loop b (+ a b) (- n 1)))))
(write (fib 90)) (newline) ; expect: 2880067194370816120
(write (fib 1000)) (newline) ; expect: 43466557686937456435688527675040625802564660517371780402481729089536555417949051890403879840079255169295922593080322634775209689623239873322471161642996440906533187938298969649928516003704476137795166849228875
(define (harmonic n) (let loop ((i 1) (s 0)) (if (> i n) s (loop (+ i 1) (+ s (/ 1 i))))))
(write (harmonic 30)) (newline) ; expect: 9304682830147/2329089562800
(define (power-mod b e m) (let loop ((b b) (e e) (r 1)) (if (= e 0) r (loop (modulo (* b b) m) (quotient e 2) (if (odd? e) (modulo (* r b) m) r)))))
(write (power-mod 3 1000000 1000000000039)) (newline) ; expect: 463379985061
(write (power-mod 7 12345678901234567890 (expt 10 25))) (newline) ; expect: 1727734220664039045347249
(define (collatz n) (let loop ((n n) (steps 0)) (cond ((= n 1) steps) ((even? n) (loop (quotient n 2) (+ steps 1))) (else (loop (+ 1 (* 3 n)) (+ steps 1))))))
(write (map collatz '(27 97 871 1152921504606846975))) (newline) ; expect: (111 118 178 859)
(define (newton x n) (let loop ((g 1) (n n)) (if (= n 0) g (loop (/ (+ g (/ x g)) 2) (- n 1)))))
(write (newton 2 4)) (newline) ; expect: 665857/470832
(write (< 1.414213 (newton 2.0 40) 1.414214)) (newline) ; expect: #t
(define (edge k) (let loop ((i -3) (l '())) (if (= i 3) (reverse l) (loop (+ i 1) (cons (- (+ (expt 2 k) i) (expt 2 k)) l)))))
(write (map edge '(59 60 61 62 63))) (newline) ; expect: ((-3 -2 -1 0 1 2) (-3 -2 -1 0 1 2) (-3 -2 -1 0 1 2) (-3 -2 -1 0 1 2) (-3 -2 -1 0 1 2))
