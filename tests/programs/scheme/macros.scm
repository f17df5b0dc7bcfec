;; syntax-rules: hygiene, ellipses, literals, recursion.
(define-syntax swap! (syntax-rules () ((_ a b) (let ((tmp a)) (set! a b) (set! b tmp)))))
(define tmp 1)
(define other 2)
(swap! tmp other)
(write (list tmp other)) (newline)
(define-syntax my-or (syntax-rules () ((_) #f) ((_ e) e) ((_ e r ...) (let ((t e)) (if t t (my-or r ...))))))
(define t 5)
(write (my-or #f t)) (newline)
(define-syntax my-let* (syntax-rules () ((_ () b ...) (let () b ...)) ((_ ((n v) rest ...) b ...) (let ((n v)) (my-let* (rest ...) b ...)))))
(write (my-let* ((a 1) (b (+ a 1)) (c (* b 2))) (list a b c))) (newline)
(define-syntax my-cond (syntax-rules (else) ((_ (else e)) e) ((_ (c e) rest ...) (if c e (my-cond rest ...)))))
(write (my-cond (#f 1) (else 2))) (newline)
(define-syntax for (syntax-rules (in) ((_ x in l b ...) (for-each (lambda (x) b ...) l))))
(for x in '(1 2 3) (write (* x x)))
(newline)
(define-syntax nested (syntax-rules () ((_ ((a b ...) ...)) '((b ... a) ...))))
(write (nested ((1 2 3) (4) (5 6)))) (newline)
(define-syntax tail (syntax-rules () ((_ a ... z) '(z a ...))))
(write (tail 1 2 3 4)) (newline)
(define-syntax vec (syntax-rules () ((_ #(a ...)) (list a ...))))
(write (vec #(1 2 3))) (newline)
(define-syntax while (syntax-rules () ((_ c b ...) (let loop () (when c b ... (loop))))))
(define i 0)
(while (< i 300) (set! i (+ i 1)))
(write i) (newline)
;; A binding of the user's does not disturb the macro's.
(write (let ((if list) (t 7)) (my-or #f t))) (newline)
(define-syntax make-getter (syntax-rules () ((_ name value) (define (name) value))))
(make-getter five 5)
(write (five)) (newline)
(define-syntax ten (syntax-rules () ((_) (+ 5 5))))
(write (let ((+ *)) (ten))) (newline)
(write (let-syntax ((foo (syntax-rules () ((_ x) (* x 2))))) (foo 21))) (newline)
(write (letrec-syntax ((ev? (syntax-rules () ((_) #t) ((_ x . r) (od? . r)))) (od? (syntax-rules () ((_) #f) ((_ x . r) (ev? . r))))) (list (ev? 1 2 3) (ev? 1 2)))) (newline)
(define-syntax be-like-begin (syntax-rules () ((_ name) (define-syntax name (syntax-rules () ((_ expr (... ...)) (begin expr (... ...))))))))
(be-like-begin sequence)
(write (sequence 1 2 3 4)) (newline)
(define-syntax my-if (syntax-rules () ((_ c a b) (cond (c a) (else b)))))
(write (let ((else #f)) (my-if #f 1 2))) (newline)
(define-syntax dots (syntax-rules ::: () ((_ a :::) '(a ::: end))))
(write (dots 1 2 3)) (newline)
(define-syntax under (syntax-rules () ((_ _ x) x)))
(write (under 1 2)) (newline)
(define (inner) (define-syntax local (syntax-rules () ((_ x) (+ x 1)))) (define y 2) (local y))
(write (inner)) (newline)
(define-syntax count-args (syntax-rules () ((_) 0) ((_ x y ...) (+ 1 (count-args y ...)))))
(write (count-args a b c d e)) (newline)
;; expect: (2 1)
;; expect: 5
;; expect: (1 2 4)
;; expect: 2
;; expect: 149
;; expect: ((2 3 1) (4) (6 5))
;; expect: (4 1 2 3)
;; expect: (1 2 3)
;; expect: 300
;; expect: 7
;; expect: 5
;; expect: 10
;; expect: 42
;; expect: (#f #t)
;; expect: 4
;; expect: 2
;; expect: (1 2 3 end)
;; expect: 2
;; expect: 3
;; expect: 5
