;; Recursion: deep, mutual, in argument positions, through apply and map.
(define (depth n) (if (= n 0) 0 (+ 1 (depth (- n 1)))))
(write (depth 100000)) (newline)
(define (build n) (if (= n 0) '() (cons n (build (- n 1)))))
(write (length (build 200000))) (newline)
(write (apply + (build 1000))) (newline)
(define (ack m n) (cond ((= m 0) (+ n 1)) ((= n 0) (ack (- m 1) 1)) (else (ack (- m 1) (ack m (- n 1))))))
(write (ack 2 9)) (newline)
(define (hanoi n from to via) (if (= n 0) 0 (+ (hanoi (- n 1) from via to) 1 (hanoi (- n 1) via to from))))
(write (hanoi 12 'a 'b 'c)) (newline)
(define (flatten x) (cond ((null? x) '()) ((pair? x) (append (flatten (car x)) (flatten (cdr x)))) (else (list x))))
(write (flatten '(1 (2 (3 4) () (5)) ((6))))) (newline)
(define (permutations l)
  (if (null? l) '(())
      (apply append (map (lambda (x) (map (lambda (p) (cons x p)) (permutations (remove-one x l)))) l))))
(define (remove-one x l) (if (eqv? x (car l)) (cdr l) (cons (car l) (remove-one x (cdr l)))))
(write (length (permutations '(1 2 3 4 5 6)))) (newline)
(write (car (reverse (permutations '(1 2 3 4))))) (newline)
(define (fib n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))
(write (fib 20)) (newline)
(define (count-change amount coins)
  (cond ((= amount 0) 1) ((or (< amount 0) (null? coins)) 0)
        (else (+ (count-change amount (cdr coins)) (count-change (- amount (car coins)) coins)))))
(write (count-change 200 '(50 25 10 5 1))) (newline)
;; expect: 100000
;; expect: 200000
;; expect: 500500
;; expect: 21
;; expect: 4095
;; expect: (1 2 3 4 5 6)
;; expect: 720
;; expect: (4 3 2 1)
;; expect: 6765
;; expect: 2435
