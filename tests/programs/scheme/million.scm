;; A million frames deep by default.
(define (depth n) (if (= n 0) 0 (+ 1 (depth (- n 1)))))
(write (depth 1000000)) (newline)
(define (copy l) (if (pair? l) (cons (car l) (copy (cdr l))) '()))
(define (numbers n) (let loop ((i n) (l '())) (if (= i 0) l (loop (- i 1) (cons i l)))))
(write (length (copy (numbers 1000000)))) (newline)
;; expect: 1000000
;; expect: 1000000
