;; Fibonacci numbers by addition and by doubling, factorials, and both written in decimal: big integers of up to some
;; thousand words.
;; bench: numbers
;; quick: 100

(define size 200000)

(define (fib-by-sums n)
  (let loop ((i 0) (a 0) (b 1))
    (if (= i n) a (loop (+ i 1) b (+ a b)))))

;; F(n) and F(n+1).
(define (fib-by-doubling n)
  (if (= n 0)
      (cons 0 1)
      (let* ((half (fib-by-doubling (quotient n 2)))
             (a (car half))
             (b (cdr half))
             (even (* a (- (* 2 b) a)))
             (odd (+ (* a a) (* b b))))
        (if (even? n) (cons even odd) (cons odd (+ even odd))))))

(define (factorial n)
  (let loop ((n n) (product 1))
    (if (= n 0) product (loop (- n 1) (* n product)))))

(define (digit-sum n)
  (let* ((text (number->string n)) (end (string-length text)))
    (let loop ((i 0) (sum 0))
      (if (= i end) sum (loop (+ i 1) (+ sum (- (char->integer (string-ref text i)) 48)))))))

(let ((f (fib-by-sums size)) (g (car (fib-by-doubling size))))
  (display (= f g))
  (display " ")
  (display (digit-sum f))
  (display " ")
  (display (digit-sum (factorial (quotient size 20))))
  (newline))
;; expect: #t 93 3
