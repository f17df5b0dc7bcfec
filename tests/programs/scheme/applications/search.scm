;; Continuations entered again and again: choices, generators, trees compared lazily, coroutines, exceptions that resume.
(import (scheme base) (scheme write))

(define (print . xs) (for-each display xs) (newline))

;; ---- choices: a failure goes back to the last one

(define trail '())
(define (fail) (if (null? trail) (raise 'exhausted) (let ((k (car trail))) (set! trail (cdr trail)) (k #f))))
(define (choose choices)
  (if (null? choices)
      (fail)
      (call/cc (lambda (return)
        (call/cc (lambda (k) (set! trail (cons k trail)) (return (car choices))))
        (choose (cdr choices))))))
(define-syntax amb (syntax-rules () ((_ e ...) ((choose (list (lambda () e) ...))))))
(define (require c) (if (not c) (fail)))
(define-syntax all-of
  (syntax-rules () ((_ e) (let ((found '())) (set! trail '()) (guard (x ((eq? x 'exhausted) (reverse found))) (let ((v e)) (set! found (cons v found)) (fail)))))))
(define-syntax first-of (syntax-rules () ((_ e) (begin (set! trail '()) (guard (x ((eq? x 'exhausted) #f)) e)))))
(define (between a b) (if (> a b) (fail) (amb a (between (+ a 1) b))))

(print (all-of (let* ((a (between 1 20)) (b (between a 20)) (c (between b 20))) (require (= (* c c) (+ (* a a) (* b b)))) (list a b c))))
(define (distinct? l) (or (null? l) (and (not (memv (car l) (cdr l))) (distinct? (cdr l)))))
(print (first-of
  (let* ((baker (amb 1 2 3 4)) (cooper (amb 2 3 4 5)) (fletcher (amb 2 3 4)) (miller (amb 1 2 3 4 5)) (smith (amb 1 2 3 4 5)))
    (require (distinct? (list baker cooper fletcher miller smith)))
    (require (> miller cooper))
    (require (not (= 1 (abs (- smith fletcher)))))
    (require (not (= 1 (abs (- fletcher cooper)))))
    (list 'baker baker 'cooper cooper 'fletcher fletcher 'miller miller 'smith smith))))
(define (queens n)
  (let place ((row 0) (placed '()))
    (if (= row n)
        (reverse placed)
        (let ((column (between 1 n)))
          (let safe ((l placed) (d 1))
            (if (pair? l) (begin (require (not (or (= (car l) column) (= (abs (- (car l) column)) d)))) (safe (cdr l) (+ d 1)))))
          (place (+ row 1) (cons column placed))))))
(print (first-of (queens 8)) " " (length (all-of (queens 6))) " " (first-of (queens 3)))
(define (parse-sentence words)
  (define rest words)
  (define (word! . class) (require (pair? rest)) (require (memq (car rest) class)) (let ((w (car rest))) (set! rest (cdr rest)) w))
  ;; An assignment is undone by nobody: each choice saves what it needs.
  (define-syntax saving (syntax-rules () ((_ e) (let ((saved rest)) (lambda () (set! rest saved) e)))))
  (define (noun-phrase) (let ((np (list 'np (word! 'the 'a) (word! 'cat 'dog 'park 'telescope)))) ((choose (list (saving np) (saving (list 'np np (prepositional))))))))
  (define (prepositional) (list 'pp (word! 'in 'with) (noun-phrase)))
  (define (verb-phrase) (let ((vp (list 'vp (word! 'saw) (noun-phrase)))) ((choose (list (saving vp) (saving (list 'vp vp (prepositional))))))))
  (let* ((s (noun-phrase)) (v (verb-phrase))) (require (null? rest)) (list 's s v)))
(for-each print (all-of (parse-sentence '(the cat saw a dog in the park))))

;; ---- generators

(define done (list 'done))
(define (make-generator produce)
  (define return #f)
  (define (resume) (produce (lambda (x) (call/cc (lambda (k) (set! resume (lambda () (k #f))) (return x))))) (set! resume (lambda () (return done))) (return done))
  (lambda () (call/cc (lambda (k) (set! return k) (resume)))))
(define (walk tree visit) (cond ((null? tree) #f) ((pair? tree) (walk (car tree) visit) (walk (cdr tree) visit)) (else (visit tree))))
(define (leaves tree) (make-generator (lambda (yield) (walk tree yield))))
(define (take g n) (if (zero? n) '() (let ((x (g))) (if (eq? x done) '() (cons x (take g (- n 1)))))))
(print (take (leaves '((1 (2)) (((3))) 4 . 5)) 10))
(define (same-fringe? a b) (let ((a (leaves a)) (b (leaves b))) (let loop () (let ((x (a)) (y (b))) (and (eqv? x y) (or (eq? x done) (loop)))))))
(print (map same-fringe? '((1 (2 3)) ((1) 2 (3)) (1 2)) '(((1 2) 3) (1 2 4) (1 2 3))))
(define (integers n) (make-generator (lambda (yield) (let loop ((i n)) (yield i) (loop (+ i 1))))))
(define (filtered keep? g) (make-generator (lambda (yield) (let loop () (let ((x (g))) (if (not (eq? x done)) (begin (if (keep? x) (yield x)) (loop))))))))
(define (sieve g) (make-generator (lambda (yield) (let loop ((g g)) (let ((p (g))) (yield p) (loop (filtered (lambda (x) (not (zero? (modulo x p)))) g)))))))
(print (take (sieve (integers 2)) 25))
(define (permutations l) (make-generator (lambda (yield) (let pick ((left l) (chosen '())) (if (null? left) (yield (reverse chosen)) (for-each (lambda (x) (pick (let drop ((l left)) (if (eqv? (car l) x) (cdr l) (cons (car l) (drop (cdr l))))) (cons x chosen))) left))))))
(print (take (permutations '(1 2 3)) 10) " " (length (take (permutations '(a b c d e)) 1000)))

;; ---- a tree walked by hand: the continuation is the cursor

(define (cursor tree)
  (let ((events '()))
    (define (note . e) (set! events (cons e events)))
    (let ((k (call/cc (lambda (k) k))))
      (if (procedure? k)
          (begin
            (dynamic-wind
              (lambda () (note 'in))
              (lambda () (walk tree (lambda (x) (if (and (number? x) (negative? x)) (k (list 'stopped x)) (note x)))))
              (lambda () (note 'out)))
            (list 'finished (reverse events)))
          (list k (reverse events))))))
(print (cursor '(1 (2 3))) (cursor '(1 (-2 3))))

;; ---- errors that the handler repairs

(define (careful-sqrt n) (if (negative? n) (raise-continuable (list 'negative n)) (exact-integer-sqrt n)))
(print (with-exception-handler
  (lambda (e) (if (and (pair? e) (eq? (car e) 'negative)) (- (cadr e)) 0))
  (lambda () (map (lambda (n) (call-with-values (lambda () (careful-sqrt n)) (lambda (r . rest) r))) '(9 -4 16 -25)))))
(define attempts 0)
(define (retry limit thunk)
  (let ((again (call/cc (lambda (k) k))))
    (set! attempts (+ attempts 1))
    (guard (e ((and (symbol? e) (< attempts limit)) (again again)) ((symbol? e) (list 'gave-up e attempts))) (thunk))))
(print (retry 5 (lambda () (if (< attempts 3) (raise 'flaky) (list 'worked attempts)))))
(set! attempts 0)
(print (retry 4 (lambda () (raise 'broken))))
; expect: ((3 4 5) (5 12 13) (6 8 10) (8 15 17) (9 12 15) (12 16 20))
; expect: (baker 3 cooper 2 fletcher 4 miller 5 smith 1)
; expect: (1 5 8 6 3 7 2 4) 4 #f
; expect: (s (np the cat) (vp (vp saw (np a dog)) (pp in (np the park))))
; expect: (s (np the cat) (vp saw (np (np a dog) (pp in (np the park)))))
; expect: (1 2 3 4 5)
; expect: (#t #f #f)
; expect: (2 3 5 7 11 13 17 19 23 29 31 37 41 43 47 53 59 61 67 71 73 79 83 89 97)
; expect: ((1 2 3) (1 3 2) (2 1 3) (2 3 1) (3 1 2) (3 2 1)) 120
; expect: (finished ((in) (1) (2) (3) (out)))((stopped -2) ((in) (1) (out)))
; expect: (3 4 4 25)
; expect: (worked 3)
; expect: (gave-up broken 4)
