;; Closures made and called in loops; assigned variables that are captured.
(define (adders n) (let loop ((i 0) (s 0)) (if (= i n) s (loop (+ i 1) ((lambda (x) (+ x i)) s)))))
(write (adders 1000)) (newline) ; expect: 499500
(define (make-counter) (let ((n 0)) (lambda () (set! n (+ n 1)) n)))
(define (count n) (let ((c (make-counter))) (let loop ((i 0)) (if (= i n) (c) (begin (c) (loop (+ i 1)))))))
(write (count 1000)) (newline) ; expect: 1001
(define (two-counters n) (let ((a (make-counter)) (b (make-counter))) (do ((i 0 (+ i 1))) ((= i n) (list (a) (b))) (a) (if (even? i) (b)))))
(write (two-counters 500)) (newline) ; expect: (501 251)
(define (shared n) (let* ((x 0) (inc! (lambda () (set! x (+ x 1)))) (get (lambda () x))) (do ((i 0 (+ i 1))) ((= i n) (get)) (inc!) (if (> (get) 100) (set! x 0)))))
(write (shared 1000)) (newline) ; expect: 91
(define (kept n) (let loop ((i 0) (l '())) (if (= i n) (map (lambda (f) (f 2)) l) (loop (+ i 1) (cons (lambda (k) (* i k)) l)))))
(write (kept 8)) (newline) ; expect: (14 12 10 8 6 4 2 0)
(write (apply + (kept 300))) (newline) ; expect: 89700
(define (compose . fs) (if (null? fs) (lambda (x) x) (lambda (x) ((car fs) ((apply compose (cdr fs)) x)))))
(define (composed n) (let loop ((i 0) (x 0)) (if (= i n) x (loop (+ i 1) ((compose (lambda (x) (+ x 1)) (lambda (x) (modulo x 1000)) (lambda (x) (* x 3))) x)))))
(write (composed 300)) (newline) ; expect: 1000
(define (curry3 a) (lambda (b) (lambda (c) (list a b c))))
(define (curried n) (let loop ((i 0) (l '())) (if (= i n) l (loop (+ i 1) (((curry3 i) (+ i 1)) (length l))))))
(write (curried 200)) (newline) ; expect: (199 200 3)
(define (church n) (if (= n 0) (lambda (f) (lambda (x) x)) (lambda (f) (lambda (x) (f (((church (- n 1)) f) x))))))
(write (((church 50) (lambda (x) (+ x 2))) 0)) (newline) ; expect: 100
(define (y f) ((lambda (g) (g g)) (lambda (g) (f (lambda (x) ((g g) x))))))
(write ((y (lambda (self) (lambda (n) (if (= n 0) 0 (+ n (self (- n 1))))))) 200)) (newline) ; expect: 20100
(define (account balance)
  (define (deposit! x) (set! balance (+ balance x)) balance)
  (define (withdraw! x) (if (> x balance) 'refused (begin (set! balance (- balance x)) balance)))
  (lambda (message . args) (apply (case message ((deposit) deposit!) ((withdraw) withdraw!) (else (lambda () balance))) args)))
(define (trade n) (let ((a (account 100)) (refused 0)) (do ((i 0 (+ i 1))) ((= i n) (list (a 'balance) refused)) (a 'deposit 3) (if (eq? 'refused (a 'withdraw (modulo i 20))) (set! refused (+ refused 1))))))
(write (trade 300)) (newline) ; expect: (9 136)
(define (loop-variable-captured n)
  (let ((fs '()))
    (do ((i 0 (+ i 1))) ((= i n)) (let ((j (* i i))) (set! fs (cons (lambda () (set! j (+ j 1)) (+ i j)) fs))))
    (let ((first (map (lambda (f) (f)) fs)) (second (map (lambda (f) (f)) fs))) (list (apply + first) (apply + second)))))
(write (loop-variable-captured 50)) (newline) ; expect: (41700 41750)
(define (memo f) (let ((table '())) (lambda (x) (let ((known (assv x table))) (if known (cdr known) (let ((v (f x))) (set! table (cons (cons x v) table)) v))))))
(define memo-fib (memo (lambda (n) (if (< n 2) n (+ (memo-fib (- n 1)) (memo-fib (- n 2)))))))
(write (memo-fib 80)) (newline) ; expect: 23416728348467685
