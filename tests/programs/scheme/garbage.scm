;; Much garbage beside structures that live on.
(define (tree depth) (if (= depth 0) '() (cons (tree (- depth 1)) (tree (- depth 1)))))
(define (size t) (if (null? t) 0 (+ 1 (size (car t)) (size (cdr t)))))
(define kept (tree 10))
(write (let loop ((i 0) (s 0)) (if (= i 60) s (loop (+ i 1) (+ s (size (tree 7))))))) (newline)
(write (size kept)) (newline)
(define table (make-vector 100 '()))
(define (put! k v) (vector-set! table (modulo k 100) (cons (cons k v) (vector-ref table (modulo k 100)))))
(do ((i 0 (+ i 1))) ((= i 3000)) (put! i (vector i (* 1.5 i) (number->string i))))
(write (let loop ((i 0) (s 0)) (if (= i 100) s (loop (+ i 1) (+ s (length (vector-ref table i))))))) (newline)
(write (assv 2042 (vector-ref table 42))) (newline)
(define strings (let loop ((i 0) (l '())) (if (= i 300) l (loop (+ i 1) (cons (string-append "s" (number->string i)) l)))))
(write (list (length strings) (car strings) (string-length (apply string-append strings)))) (newline)
(define (closures n) (let loop ((i 0) (l '())) (if (= i n) l (loop (+ i 1) (cons (lambda () (* i 2)) l)))))
(write (apply + (map (lambda (f) (f)) (closures 500)))) (newline)
(write (let loop ((i 0) (x 1)) (if (= i 300) (modulo x 1000007) (loop (+ i 1) (* x 7))))) (newline)
(define queue-front '())
(define queue-back '())
(define (enqueue! x) (set! queue-back (cons x queue-back)))
(define (dequeue!) (if (null? queue-front) (begin (set! queue-front (reverse queue-back)) (set! queue-back '()))) (let ((x (car queue-front))) (set! queue-front (cdr queue-front)) x))
(do ((i 0 (+ i 1))) ((= i 100)) (enqueue! i))
(write (let loop ((i 0) (s 0)) (if (= i 2000) s (let ((x (dequeue!))) (enqueue! (+ x 1)) (loop (+ i 1) (+ s x)))))) (newline)
;; expect: 7620
;; expect: 1023
;; expect: 3000
;; expect: (2042 . #(2042 3063.0 "2042"))
;; expect: (300 "s299" 1090)
;; expect: 249500
;; expect: 587449
;; expect: 118000
