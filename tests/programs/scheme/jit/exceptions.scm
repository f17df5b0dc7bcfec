;; Exceptions in hot loops, and what is out of range or of a wrong type every now and then.
(define (every-tenth n) (let loop ((i 0) (s 0)) (if (= i n) s (loop (+ i 1) (+ s (guard (e (#t -1)) (car (if (= 0 (modulo i 10)) i (list i)))))))))
(write (every-tenth 500)) (newline) ; expect: 112450
(define (out-of-range n v) (let loop ((i 0) (good 0) (bad 0)) (if (= i n) (list good bad) (let ((x (guard (e ((error-object? e) #f)) (vector-ref v i)))) (if x (loop (+ i 1) (+ good x) bad) (loop (+ i 1) good (+ bad 1)))))))
(write (out-of-range 60 (make-vector 50 2))) (newline) ; expect: (100 10)
(define (strings n s) (let loop ((i -2) (l 0)) (if (= i n) l (loop (+ i 1) (+ l (guard (e (#t 1000)) (char->integer (string-ref s i))))))))
(write (strings 30 "abcdefghijklmnopqrstuvwxyz")) (newline) ; expect: 8847
(define (bytes n b) (let loop ((i 0) (l 0)) (if (= i n) l (begin (guard (e (#t (set! l (+ l 1)))) (bytevector-u8-set! b (modulo i 12) (* i 2))) (loop (+ i 1) l)))))
(define b (make-bytevector 10 0))
(write (list (bytes 200 b) b)) (newline) ; expect: (92 #u8(240 242 244 246 248 250 252 254 232 234))
(define (kinds n) (let loop ((i 0) (l '())) (if (= i n) l (loop (+ i 1) (guard (e ((symbol? e) (cons e l)) ((string? e) (list e)) ((error-object? e) (cons (length l) l))) (case (modulo i 7) ((0) (raise 'sym)) ((1) (raise "text")) ((2) (error "oh" i)) ((3) (vector-ref (vector) 0)) (else l)))))))
(write (kinds 100)) (newline) ; expect: ("text")
(define (checked-sum l) (guard (e (#t (list 'not-a-number (if (symbol? e) e 'error)))) (let loop ((l l) (s 0)) (if (null? l) s (loop (cdr l) (+ s (car l)))))))
(do ((i 0 (+ i 1))) ((= i 100)) (checked-sum '(1 2 3)))
(write (map checked-sum (list '(1 2) '(1 a) '(1.5 2) '(1 . 2) (list (expt 2 62) 1)))) (newline) ; expect: (3 (not-a-number error) 3.5 (not-a-number error) 4611686018427387905)
(define (rethrown n) (let loop ((i 0) (s 0)) (if (= i n) s (loop (+ i 1) (+ s (guard (e ((number? e) e)) (guard (e ((string? e) 5)) (if (even? i) (raise i) (raise "s")))))))))
(write (rethrown 200)) (newline) ; expect: 10400
(define (resumed n) (with-exception-handler (lambda (e) (if (odd? e) (* e 10) 0)) (lambda () (let loop ((i 0) (s 0)) (if (= i n) s (loop (+ i 1) (+ s (raise-continuable i))))))))
(write (resumed 200)) (newline) ; expect: 100000
(define (from-the-deep n) (if (= n 0) (raise 'deep) (+ 1 (from-the-deep (- n 1)))))
(define (deep n) (let loop ((i 0) (c 0)) (if (= i n) c (loop (+ i 1) (guard (e ((eq? e 'deep) (+ c 1))) (from-the-deep i))))))
(write (deep 100)) (newline) ; expect: 100
(define closed 0)
(define (cleaned n) (let loop ((i 0) (s 0)) (if (= i n) (list s closed) (loop (+ i 1) (guard (e (#t (+ s 1))) (dynamic-wind (lambda () #f) (lambda () (if (= 0 (modulo i 3)) (raise i) s)) (lambda () (set! closed (+ closed 1)))))))))
(write (cleaned 150)) (newline) ; expect: (50 150)
(define p (make-parameter 0))
(define (parameterized n) (let loop ((i 0) (s 0)) (if (= i n) (list s (p)) (loop (+ i 1) (+ s (guard (e (#t e)) (parameterize ((p i)) (if (even? i) (raise (p)) (+ 1 (p))))))))))
(write (parameterized 100)) (newline) ; expect: (5000 0)
(define (wrong-calls n) (let loop ((i 0) (s 0)) (if (= i n) s (loop (+ i 1) (+ s (guard (e (#t 100)) ((vector-ref (vector (lambda (x) x) (lambda (x y) x) 5 car (lambda r (length r))) (modulo i 5)) i)))))))
(write (wrong-calls 100)) (newline) ; expect: 6970
(define (divisions n) (let loop ((i -50) (s 0)) (if (= i n) s (loop (+ i 1) (+ s (guard (e (#t 7)) (quotient 100 i)))))))
(write (divisions 51)) (newline) ; expect: 7
(define (unbound n) (let loop ((i 0) (s 0)) (if (= i n) s (loop (+ i 1) (guard (e (#t (+ s 1))) (if (> i 90) (late) nowhere-to-be-found))))))
(define (late) 0)
(write (unbound 95)) (newline) ; expect: 0
