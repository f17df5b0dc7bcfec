;; Loops in all their forms, long enough to be compiled.
(define (count n) (let loop ((i 0)) (if (< i n) (loop (+ i 1)) i)))
(write (count 1000000)) (newline)
(write (do ((i 0 (+ i 1)) (s 0 (+ s i))) ((= i 1000) s))) (newline)
(write (let loop ((i 0) (acc '())) (if (= i 10) (reverse acc) (loop (+ i 1) (cons (* i i) acc))))) (newline)
(define (even2? n) (if (= n 0) #t (odd2? (- n 1))))
(define (odd2? n) (if (= n 0) #f (even2? (- n 1))))
(write (even2? 100001)) (newline)
(define total 0)
(do ((i 0 (+ i 1))) ((= i 500)) (set! total (+ total (if (even? i) i (- i)))))
(write total) (newline)
(define (collatz n) (let loop ((n n) (steps 0)) (cond ((= n 1) steps) ((even? n) (loop (quotient n 2) (+ steps 1))) (else (loop (+ (* 3 n) 1) (+ steps 1))))))
(write (let loop ((i 1) (best 0)) (if (= i 3000) best (loop (+ i 1) (max best (collatz i)))))) (newline)
;; The kind of the variable changes in the middle.
(define (mixed n) (let loop ((i 0) (x 1)) (if (= i n) x (loop (+ i 1) (if (= i 50) (exact->inexact x) (+ x 1))))))
(write (mixed 100)) (newline)
(define (grow n) (let loop ((i 0) (x 1)) (if (= i n) x (loop (+ i 1) (* x 3)))))
(write (grow 30)) (newline)
(write (grow 60)) (newline)
(let-syntax ((while (syntax-rules () ((_ c b ...) (let lp () (when c b ... (lp)))))))
  (let ((i 0) (s 0)) (while (< i 300) (set! s (+ s i)) (set! i (+ i 1))) (write s) (newline)))
;; expect: 1000000
;; expect: 499500
;; expect: (0 1 4 9 16 25 36 49 64 81)
;; expect: #f
;; expect: -250
;; expect: 216
;; expect: 100.0
;; expect: 205891132094649
;; expect: 42391158275216203514294433201
;; expect: 44850
