;; Small languages made by macros: patterns, comprehensions, automata, objects, pipes, units, tables of tests, a printf of data.
(import (scheme base) (scheme write) (scheme cxr))

(define (print . xs) (for-each display xs) (newline))

;; ---- matching: _ matches anything, ,x binds, literals are equal, lists and vectors recur, guards may follow

(define-syntax match
  (syntax-rules (else)
    ((_ e clause ...) (let ((value e)) (match-clauses value clause ...)))))
(define-syntax match-clauses
  (syntax-rules (else =>)
    ((_ v) (error "no pattern matches" v))
    ((_ v (else body ...)) (begin body ...))
    ((_ v (pattern (=> test) body ...) clause ...) (let ((next (lambda () (match-clauses v clause ...)))) (try v pattern (if test (let () body ...) (next)) (next))))
    ((_ v (pattern body ...) clause ...) (let ((next (lambda () (match-clauses v clause ...)))) (try v pattern (let () body ...) (next))))))
(define-syntax try
  (syntax-rules (unquote _ quote quasiquote)
    ((try v _ yes no) yes)
    ((try v (unquote x) yes no) (let ((x v)) yes))
    ((try v (quote d) yes no) (if (equal? v 'd) yes no))
    ((try v () yes no) (if (null? v) yes no))
    ((try v (first . rest) yes no) (if (pair? v) (let ((a (car v)) (d (cdr v))) (try a first (try d rest yes no) no)) no))
    ((try v #(x ...) yes no) (if (vector? v) (let ((l (vector->list v))) (try l (x ...) yes no)) no))
    ((try v literal yes no) (if (equal? v 'literal) yes no))))

(define (simplify e)
  (match e
    ((+ ,a ,b) (let ((a (simplify a)) (b (simplify b))) (match (list a b) ((0 ,b) b) ((,a 0) a) ((,a ,b) (=> (and (number? a) (number? b))) (+ a b)) (_ (list '+ a b)))))
    ((* ,a ,b) (let ((a (simplify a)) (b (simplify b))) (match (list a b) ((0 _) 0) ((_ 0) 0) ((1 ,b) b) ((,a 1) a) ((,a ,b) (=> (and (number? a) (number? b))) (* a b)) (_ (list '* a b)))))
    (,x x)))
(define (derive e x)
  (match e
    (,n (=> (number? n)) 0)
    (,y (=> (symbol? y)) (if (eq? x y) 1 0))
    ((+ ,a ,b) (list '+ (derive a x) (derive b x)))
    ((* ,a ,b) (list '+ (list '* a (derive b x)) (list '* (derive a x) b)))
    ((^ ,a ,n) (list '* (list '* n (list '^ a (- n 1))) (derive a x)))))
(print (map (lambda (e) (simplify (derive e 'x))) '(5 x y (+ x 3) (* x y) (* (+ x 1) (+ x 2)) (^ x 3) (+ (* 2 x) (* x 0)))))
(print (map (lambda (x) (match x (() 'empty) (#(,a ,b) (list 'vector a b)) ("s" 'text) (#\c 'char) ('(quoted list) 'quoted) ((,a . ,d) (=> (symbol? d)) (list 'dotted a d)) ((_ (_ ,deep) . _) deep) (else 'other)))
            (list '() #(1 2) "s" #\c '(quoted list) '(1 . end) '(1 (2 3) 4 5) #(1 2 3) 'x)))
(print (guard (e ((error-object? e) (list (error-object-message e) (error-object-irritants e)))) (match 5 (6 'six))))

;; ---- comprehensions

(define-syntax collect
  (syntax-rules (for in if let from to)
    ((_ e) (list e))
    ((_ e (for x in l) clause ...) (apply append (map (lambda (x) (collect e clause ...)) l)))
    ((_ e (for x from a to b) clause ...) (let loop ((i a) (out '())) (if (> i b) (apply append (reverse out)) (loop (+ i 1) (cons (let ((x i)) (collect e clause ...)) out)))))
    ((_ e (if test) clause ...) (if test (collect e clause ...) '()))
    ((_ e (let x v) clause ...) (let ((x v)) (collect e clause ...)))))
(print (collect (list a b c) (for a from 1 to 20) (for b from a to 20) (let c2 (+ (* a a) (* b b))) (for c from b to 25) (if (= (* c c) c2))))
(print (collect (string-append x y) (for x in '("a" "b")) (for y in '("1" "2" "3")) (if (not (string=? x y)))))

;; ---- automata: states are procedures, arrows are calls

(define-syntax automaton
  (syntax-rules ()
    ((_ start (state accepting? arrow ...) ...)
     (letrec ((state (lambda (input) (if (null? input) accepting? (arrows (car input) (cdr input) arrow ...)))) ...) start))))
(define-syntax arrows
  (syntax-rules (->)
    ((_ c rest) #f)
    ((_ c rest ((x ...) -> next) . more) (if (memv c '(x ...)) (next rest) (arrows c rest . more)))
    ((_ c rest (x -> next) . more) (if (eqv? c 'x) (next rest) (arrows c rest . more)))))
(define thirds (automaton zero (zero #t (0 -> zero) (1 -> one)) (one #f (0 -> two) (1 -> zero)) (two #f (0 -> one) (1 -> two))))
(define (bits n) (let loop ((n n) (l '())) (if (< n 2) (cons n l) (loop (quotient n 2) (cons (remainder n 2) l)))))
(print (collect n (for n from 0 to 40) (if (thirds (bits n)))))
(define number? (automaton sign (sign #f ((#\+ #\-) -> first) ((#\0 #\1 #\2 #\3 #\4 #\5 #\6 #\7 #\8 #\9) -> digits)) (first #f ((#\0 #\1 #\2 #\3 #\4 #\5 #\6 #\7 #\8 #\9) -> digits))
  (digits #t ((#\0 #\1 #\2 #\3 #\4 #\5 #\6 #\7 #\8 #\9) -> digits) (#\. -> point)) (point #f ((#\0 #\1 #\2 #\3 #\4 #\5 #\6 #\7 #\8 #\9) -> fraction)) (fraction #t ((#\0 #\1 #\2 #\3 #\4 #\5 #\6 #\7 #\8 #\9) -> fraction))))
(print (map (lambda (s) (number? (string->list s))) '("12" "-3.25" "+" "1." "x" "" "00.0")))

;; ---- objects with slots and methods, by closures

(define-syntax define-class
  (syntax-rules (slots methods)
    ((_ (name arg ...) (slots (slot init) ...) (methods ((message . params) body ...) ...))
     (define (name arg ...)
       (let* ((slot init) ...)
         (lambda (what . args)
           (case what ((message) (apply (lambda params body ...) args)) ... ((slot) slot) ... (else (raise (list 'name 'has-no what))))))))))
(define-class (account owner start) (slots (balance start) (log '()))
  (methods ((deposit! n) (set! balance (+ balance n)) (set! log (cons n log)) balance)
           ((withdraw! n) (if (> n balance) (raise (list 'only balance))) (set! balance (- balance n)) (set! log (cons (- n) log)) balance)
           ((history . n) (if (null? n) (reverse log) (list-ref log (car n))))))
(define mine (account 'me 100))
(define yours (account 'you 5))
(print (mine 'deposit! 50) " " (mine 'withdraw! 30) " " (guard (e ((pair? e) e)) (yours 'withdraw! 30)) " " (mine 'history) (mine 'history 0) (yours 'balance) (guard (e ((pair? e) e)) (mine 'fly)))

;; ---- pipes, local operators, generated definitions

(define-syntax pipe
  (syntax-rules () ((_ e) e) ((_ e (f arg ...) . more) (pipe (f e arg ...) . more)) ((_ e f . more) (pipe (f e) . more))))
(print (pipe 5 (+ 1) (* 2) number->string (string-append "!") string-length))
(define-syntax define-units
  (syntax-rules () ((_ base (name factor) ...) (begin (define (name x) (* x factor)) ...))))
(define-units metre (kilometre 1000) (inch 127/5000) (mile 1609344/1000))
(print (kilometre 2) " " (inch 10) " " (mile 1/2))
(define-syntax define-enumeration
  (syntax-rules () ((_ name item ...) (begin (define name '(item ...)) (define-from 0 item ...)))))
(define-syntax define-from
  (syntax-rules () ((_ n) (begin)) ((_ n item . more) (begin (define item n) (define-from (+ n 1) . more)))))
(define-enumeration colours red green blue)
(print colours (list red green blue))
(define-syntax my-or (syntax-rules () ((_) #f) ((_ e) e) ((_ e . more) (let ((t e)) (if t t (my-or . more))))))
(define-syntax repeat (syntax-rules (times) ((_ n times body ...) (let loop ((i n)) (if (> i 0) (begin body ... (loop (- i 1))))))))
(let ((t 5) (if list) (i 0)) (repeat 3 times (set! i (+ i t))) (print (my-or #f t) i (if 1 2 3)))
(define-syntax tests
  (syntax-rules (=>) ((_ (e => wanted) ...) (let ((n 0) (bad '())) (begin (set! n (+ n 1)) (let ((got e)) (if (not (equal? got wanted)) (set! bad (cons (list 'e got) bad))))) ... (list n (reverse bad))))))
(print (tests ((+ 1 1) => 2) ((car '(a)) => 'a) ((* 2 2) => 5)))
; expect: (0 1 0 1 y (+ (+ x 1) (+ x 2)) (* 3 (^ x 2)) 2)
; expect: (empty (vector 1 2) text char quoted (dotted 1 end) 3 other other)
; expect: (no pattern matches (5))
; expect: ((3 4 5) (5 12 13) (6 8 10) (8 15 17) (9 12 15) (12 16 20) (15 20 25))
; expect: (a1 a2 a3 b1 b2 b3)
; expect: (0 3 6 9 12 15 18 21 24 27 30 33 36 39)
; expect: (#t #t #f #f #f #f #t)
; expect: 150 120 (only 5) (50 -30)-305(account has-no fly)
; expect: 3
; expect: 2000 127/500 100584/125
; expect: (red green blue)(0 1 2)
; expect: 515(1 2 3)
; expect: (3 (((* 2 2) 4)))
