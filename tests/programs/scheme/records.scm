;; Records.
(define-record-type point (make-point x y) point? (x point-x set-point-x!) (y point-y))
(define p (make-point 1 2))
(set-point-x! p 10)
(write (list (point-x p) (point-y p) (point? p) (point? 5))) (newline)
(define-record-type <node> (make-node value next) node? (value node-value) (next node-next set-node-next!) (mark node-mark set-node-mark!))
(define (chain n) (let loop ((i n) (next #f)) (if (= i 0) next (loop (- i 1) (make-node i next)))))
(define (chain-sum c) (let loop ((c c) (s 0)) (if c (loop (node-next c) (+ s (node-value c))) s)))
(write (chain-sum (chain 1000))) (newline)
(define n (make-node 1 #f))
(set-node-mark! n 'seen)
(write (node-mark n)) (newline)
(write (guard (e (#t 'wrong-type)) (point-x n))) (newline)
(write (guard (e (#t 'wrong-type)) (set-point-x! 5 5))) (newline)
(define (shapes i) (if (even? i) (make-point i 1) (make-node i 2)))
(define (total n) (let loop ((i 0) (s 0)) (if (= i n) s (loop (+ i 1) (+ s (let ((x (shapes i))) (if (point? x) (point-x x) (- (node-value x)))))))))
(write (total 1000)) (newline)
(define-record-type complex-number (rectangular re im) complex-number? (re re) (im im))
(define (c* a b) (rectangular (- (* (re a) (re b)) (* (im a) (im b))) (+ (* (re a) (im b)) (* (im a) (re b)))))
(define (c+ a b) (rectangular (+ (re a) (re b)) (+ (im a) (im b))))
(define (iterate c n) (let loop ((z (rectangular 0.0 0.0)) (n n)) (if (= n 0) z (loop (c+ (c* z z) c) (- n 1)))))
(let ((z (iterate (rectangular -0.1 0.6) 200))) (write (list (round (* 1e6 (re z))) (round (* 1e6 (im z)))))) (newline)
(write (vector? p)) (newline)
;; expect: (10 2 #t #f)
;; expect: 500500
;; expect: seen
;; expect: wrong-type
;; expect: wrong-type
;; expect: -500
;; expect: (-222713.0 415104.0)
;; expect: #f
