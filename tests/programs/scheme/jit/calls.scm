;; Tail calls, deep recursion, apply, variadic procedures, many targets at one call.
(define (even2? n) (if (= n 0) #t (odd2? (- n 1))))
(define (odd2? n) (if (= n 0) #f (even2? (- n 1))))
(write (list (even2? 20000) (odd2? 20000) (even2? 20001))) (newline) ; expect: (#t #f #f)
(define (s0 n a) (if (= n 0) a (s1 (- n 1) (+ a 1))))
(define (s1 n a) (if (= n 0) a (s2 (- n 1) (* a 2))))
(define (s2 n a) (if (= n 0) a (s3 (- n 1) (modulo a 1009))))
(define (s3 n a) (if (= n 0) a (if (even? a) (s0 (- n 1) (+ a 3)) (s1 (- n 1) (- a 5)))))
(write (s0 20000 1)) (newline) ; expect: 551
(define (deep n) (if (= n 0) 0 (+ 1 (deep (- n 1)))))
(write (deep 20000)) (newline) ; expect: 20000
(define (build n) (if (= n 0) '() (cons n (build (- n 1)))))
(write (length (build 20000))) (newline) ; expect: 20000
(define (ack m n) (cond ((= m 0) (+ n 1)) ((= n 0) (ack (- m 1) 1)) (else (ack (- m 1) (ack m (- n 1))))))
(write (ack 2 7)) (newline) ; expect: 17
(define (tak x y z) (if (not (< y x)) z (tak (tak (- x 1) y z) (tak (- y 1) z x) (tak (- z 1) x y))))
(write (tak 8 4 2)) (newline) ; expect: 3
(define (fib n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))
(write (fib 16)) (newline) ; expect: 987
(define (hanoi n from to via) (if (= n 0) 0 (+ (hanoi (- n 1) from via to) 1 (hanoi (- n 1) via to from))))
(write (hanoi 9 'a 'b 'c)) (newline) ; expect: 511
(define (count . args) (length args))
(define (sum . args) (let loop ((l args) (s 0)) (if (null? l) s (loop (cdr l) (+ s (car l))))))
(define (opt a . r) (if (null? r) a (+ a (car r))))
(define (variadic n) (let loop ((i 0) (t 0)) (if (= i n) t (loop (+ i 1) (+ t (sum) (sum i) (sum i 1) (sum 1 2 3) (count i i i i) (opt i) (opt i 1))))))
(write (variadic 200)) (newline) ; expect: 82000
(define lists '(() (1) (1 2) (1 2 3) (1 2 3 4) (1 2 3 4 5) (1 2 3 4 5 6 7 8 9 10 11 12)))
(define (applied n) (let loop ((i 0) (t 0)) (if (= i n) t (loop (+ i 1) (+ t (apply sum (list-ref lists (modulo i 7))) (apply sum i (list-ref lists (modulo i 5))))))))
(write (applied 300)) (newline) ; expect: 50831
(define procedures
  (vector (lambda (x) (+ x 1)) (lambda (x) (+ x 2)) (lambda (x) (* x 2)) (lambda (x) (- x 3)) (lambda (x) (quotient x 2)) (lambda (x) (modulo x 100))
          (lambda (x . r) (+ x (length r))) - abs (lambda (x) (let ((y (+ x 1))) (* y y))) (lambda (x) (if (even? x) 7 x)) square (lambda (x) (if (> x 100000) 5 x))))
(define (megamorphic n) (let loop ((i 0) (x 1)) (if (= i n) x (loop (+ i 1) (modulo ((vector-ref procedures (modulo i (vector-length procedures))) x) 1000003)))))
(write (megamorphic 1300)) (newline) ; expect: 1
(define (my-map f l) (if (null? l) '() (cons (f (car l)) (my-map f (cdr l)))))
(define (fold f a l) (if (null? l) a (fold f (f (car l) a) (cdr l))))
(define (filter p l) (cond ((null? l) '()) ((p (car l)) (cons (car l) (filter p (cdr l)))) (else (filter p (cdr l)))))
(define l20 (build 20))
(define (higher n)
  (let loop ((i 0) (t 0))
    (if (= i n) t
        (loop (+ i 1)
              (+ (fold + 0 (my-map (lambda (x) (* x i)) l20)) (fold max 0 (filter odd? l20)) (fold (lambda (x a) (+ a 1)) 0 (filter (lambda (x) (> x i)) l20))
                 (fold * 1 (my-map car (my-map list '(1 2 3)))) (length (filter symbol? (my-map (lambda (x) (if (even? x) 'e x)) l20))) (modulo t 1000))))))
(write (higher 60)) (newline) ; expect: 13010
(define (hot x) (* x 2))
(define (redefined n) (let loop ((i 0) (s 0)) (if (= i n) s (begin (if (= i 150) (set! hot (lambda (x) (- x)))) (if (= i 250) (set! hot car*)) (loop (+ i 1) (+ s (hot i)))))))
(define (car* x) (quotient x 10))
(write (redefined 400)) (newline) ; expect: 7200
(define global 0)
(define (count-up n) (if (> n 0) (begin (set! global (+ global 1)) (if (= global 77) (set! global 1000)) (count-up (- n 1)))))
(count-up 200)
(write global) (newline) ; expect: 1123
(set! global 0.5)
(count-up 200)
(write global) (newline) ; expect: 200.5
(define (leave-early l) (call/cc (lambda (return) (for-each (lambda (x) (if (> x 10) (return x))) l) 'none)))
(write (list (leave-early '(1 2 3)) (leave-early '(9 11 12)) (let loop ((i 0) (s 0)) (if (= i 200) s (loop (+ i 1) (+ s (leave-early (list 1 i 50)))))))) (newline) ; expect: (none 11 20395)
(define-syntax times (syntax-rules () ((_ n e) (let loop ((i n)) (if (> i 0) (begin e (loop (- i 1))))))))
(define nested 0)
(times 12 (times 12 (times 12 (set! nested (+ nested 1)))))
(write nested) (newline) ; expect: 1728
