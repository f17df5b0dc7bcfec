;; Twenty thousand frames, deep in the stack of the guest alone; a million is in the tests of the crate.
(define (depth n) (if (= n 0) 0 (+ 1 (depth (- n 1)))))
(write (depth 20000)) (newline)
(define (copy l) (if (pair? l) (cons (car l) (copy (cdr l))) '()))
(define (numbers n) (let loop ((i n) (l '())) (if (= i 0) l (loop (- i 1) (cons i l)))))
(write (length (copy (numbers 20000)))) (newline)
;; expect: 20000
;; expect: 20000
