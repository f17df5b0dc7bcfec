;; R7RS 4.3: syntax-rules, hygiene, ellipses, local macros.
(import (scheme base) (scheme write))
(define checks 0)
(define failures 0)

(define (report form got wanted)
  (set! failures (+ failures 1))
  (display "FAIL ") (write form)
  (display " got ") (write got)
  (display " wanted ") (write wanted)
  (newline))

(define (run-check times form thunk wanted)
  (set! checks (+ checks 1))
  (do ((i 0 (+ i 1))) ((= i times))
    (let ((got (guard (e (#t (list 'raised (if (error-object? e) (error-object-message e) e))))
                 (thunk))))
      (if (not (equal? got wanted)) (report form got wanted)))))

;; Three times, so that the compiled code of an expression is checked as well; check-once is for what has lasting effects.
(define-syntax check
  (syntax-rules () ((_ form wanted) (run-check 3 'form (lambda () form) wanted))))
(define-syntax check-once
  (syntax-rules () ((_ form wanted) (run-check 1 'form (lambda () form) wanted))))
(define-syntax check-error
  (syntax-rules () ((_ form) (run-check 3 'form (lambda () (guard (e (#t 'error)) form 'no-error)) 'error))))

;; Patterns: literals, lists, improper lists, vectors, underscore, constants.
(define-syntax swap!
  (syntax-rules () ((_ a b) (let ((tmp a)) (set! a b) (set! b tmp)))))
(check (let ((x 1) (y 2)) (swap! x y) (list x y)) '(2 1))
(check (let ((tmp 1) (other 2)) (swap! tmp other) (list tmp other)) '(2 1))
(define-syntax my-or
  (syntax-rules () ((_) #f) ((_ e) e) ((_ e r ...) (let ((t e)) (if t t (my-or r ...))))))
(check (let ((t 5)) (my-or #f t)) 5)
(check (let ((x #f) (y 7) (temp 8) (let odd?) (if even?)) (my-or x (let temp) (if y) y)) 7)
(check (my-or) #f)
(check (my-or #f #f 3 (car '())) 3)
(define-syntax my-if
  (syntax-rules (then else)
    ((_ c then a else b) (if c a b))
    ((_ c then a) (if c a 'nothing))))
(check (my-if #t then 1 else 2) 1)
(check (my-if #f then 1 else 2) 2)
(check (my-if #f then 1) 'nothing)
(define-syntax classify
  (syntax-rules ()
    ((_ 1) 'one)
    ((_ "s") 'string)
    ((_ #\c) 'char)
    ((_ #t) 'true)
    ((_ ()) 'nil)
    ((_ #(a b)) (list 'vector2 'a 'b))
    ((_ #(a ...)) (list 'vector 'a ...))
    ((_ (a . b)) (list 'pair 'a 'b))
    ((_ x) 'other)))
(check (classify 1) 'one)
(check (classify "s") 'string)
(check (classify #\c) 'char)
(check (classify #t) 'true)
(check (classify ()) 'nil)
(check (classify #(1 2)) '(vector2 1 2))
(check (classify #(1 2 3)) '(vector 1 2 3))
(check (classify #()) '(vector))
(check (classify (1 . 2)) '(pair 1 2))
(check (classify (1 2)) '(pair 1 (2)))
(check (classify 2) 'other)
(check (classify x) 'other)
(define-syntax second-of
  (syntax-rules () ((_ _ x . _) 'x)))
(check (second-of a b c d) 'b)
(define-syntax count-args
  (syntax-rules () ((_) 0) ((_ x . rest) (+ 1 (count-args . rest)))))
(check (count-args a b c d) 4)

;; Ellipses: empty, nested, followed by more patterns, after a tail.
(define-syntax my-let
  (syntax-rules ()
    ((_ ((n v) ...) body ...) ((lambda (n ...) body ...) v ...))
    ((_ tag ((n v) ...) body ...) ((letrec ((tag (lambda (n ...) body ...))) tag) v ...))))
(check (my-let ((a 1) (b 2)) (+ a b)) 3)
(check (my-let () 5) 5)
(check (my-let loop ((i 0) (s 0)) (if (= i 100) s (loop (+ i 1) (+ s i)))) 4950)
(define-syntax flatten2
  (syntax-rules () ((_ (a ...) ...) '(a ... ...))))
(check (flatten2 (1 2) () (3) (4 5 6)) '(1 2 3 4 5 6))
(define-syntax nest
  (syntax-rules () ((_ (k v ...) ...) '((k (v ...)) ...))))
(check (nest (a 1 2) (b) (c 3)) '((a (1 2)) (b ()) (c (3))))
(define-syntax nest3
  (syntax-rules () ((_ ((a (b ...)) ...) ...) '(((b ... a) ...) ...))))
(check (nest3 ((x (1 2)) (y ())) () ((z (3)))) '(((1 2 x) (y)) () ((3 z))))
(define-syntax spread
  (syntax-rules () ((_ x (y ...)) '((x y) ...))))
(check (spread a (1 2 3)) '((a 1) (a 2) (a 3)))
(define-syntax last-of
  (syntax-rules () ((_ x ... y) 'y)))
(check (last-of 1) 1)
(check (last-of 1 2 3) 3)
(define-syntax rotate
  (syntax-rules () ((_ x ... y z) '(y z x ...))))
(check (rotate 1 2) '(1 2))
(check (rotate 1 2 3 4) '(3 4 1 2))
(define-syntax mid
  (syntax-rules () ((_ (a b ... c . d)) '(a (b ...) c d))))
(check (mid (1 2)) '(1 () 2 ()))
(check (mid (1 2 3 4 . 5)) '(1 (2 3) 4 5))
(check (mid (1 2 3)) '(1 (2) 3 ()))
(define-syntax vec-mid
  (syntax-rules () ((_ #(a b ... c)) '(a #(b ...) c))))
(check (vec-mid #(1 2 3 4)) '(1 #(2 3) 4))
(define-syntax pairs
  (syntax-rules () ((_ (a . b) ...) '((b . a) ...))))
(check (pairs (1 . 2) (3 4)) '((2 . 1) ((4) . 3)))
(define-syntax my-cond
  (syntax-rules (else =>)
    ((_ (else e ...)) (begin e ...))
    ((_ (t => f) c ...) (let ((v t)) (if v (f v) (my-cond c ...))))
    ((_ (t e ...) c ...) (if t (begin e ...) (my-cond c ...)))
    ((_) 'none)))
(check (my-cond (#f 1) (else 2)) 2)
(check (my-cond (#f 1) ((assv 1 '((1 . 2))) => cdr) (else 2)) 2)
(check (my-cond (#f 1)) 'none)

;; Another ellipsis; an escaped one; underscore and ellipsis as literals.
(define-syntax custom
  (syntax-rules ::: () ((_ (a b :::) :::) '((b ::: a) :::))))
(check (custom (1 2 3) (4)) '((2 3 1) (4)))
(define-syntax custom-dots
  (syntax-rules ::: () ((_ a :::) '(a ::: ...))))
(check (custom-dots 1 2) '(1 2 ...))
(define-syntax quoted-dots
  (syntax-rules () ((_ a ...) '(a ... (... ...)))))
(check (quoted-dots 1 2) '(1 2 ...))
(define-syntax escaped-template
  (syntax-rules () ((_ a) '(... (a ...)))))
(check (escaped-template 5) '(5 ...))
(define-syntax literal-dots
  (syntax-rules (...) ((_ ...) 'dots) ((_ x) 'x)))
(check (literal-dots ...) 'dots)
(check (literal-dots 5) 5)
(define-syntax literal-underscore
  (syntax-rules (_) ((k _) 'underscore) ((k x) 'other)))
(check (literal-underscore _) 'underscore)
(check (literal-underscore 1) 'other)
(define-syntax be-like-begin
  (syntax-rules ()
    ((_ name) (define-syntax name (syntax-rules () ((_ expr (... ...)) (begin expr (... ...))))))))
(be-like-begin sequence)
(check (sequence 1 2 3 4) 4)
(check (let ((=> #f)) (my-cond (#t => 'ok))) 'ok)

;; Hygiene: introduced bindings do not capture; free names mean what they meant at the definition.
(check (let ((if list)) (my-if #t then 1 else 2)) 1)
(define global-value 'global)
(define-syntax get-global (syntax-rules () ((_) global-value)))
(check (let ((global-value 'local)) (get-global)) 'global)
(check (let ((x 'outer))
         (let-syntax ((m (syntax-rules () ((m) x))))
           (let ((x 'inner)) (m))))
       'outer)
(define-syntax while
  (syntax-rules ()
    ((_ c body ...) (let loop () (when c body ... (loop))))))
(check (let ((i 0) (loop 10)) (while (< i loop) (set! i (+ i 1))) (list i loop)) '(10 10))
(check (let ((i 0) (n 0)) (while (< i 20) (let ((j 0)) (while (< j i) (set! n (+ n 1)) (set! j (+ j 1)))) (set! i (+ i 1))) n) 190)
(define-syntax bind-x (syntax-rules () ((_ e) (let ((x 'macro)) e))))
(check (let ((x 'user)) (bind-x x)) 'user)
(define-syntax bind-it (syntax-rules () ((_ it e) (let ((it 'bound)) e))))
(check (let ((x 'user)) (bind-it x x)) 'bound)
(define-syntax my-let* 
  (syntax-rules () ((_ () b ...) (let () b ...)) ((_ ((n v) r ...) b ...) (let ((n v)) (my-let* (r ...) b ...)))))
(check (my-let* ((a 1) (b (+ a 1)) (a (* b 10))) (list a b)) '(20 2))
(define-syntax two-temps
  (syntax-rules () ((_ a) (let ((t 1)) (let ((a 2)) (list t a))))))
(check (two-temps t) '(1 2))
(define-syntax gen-lambda
  (syntax-rules () ((_ () (p ...) body) (lambda (p ...) body)) ((_ (x y ...) (p ...) body) (gen-lambda (y ...) (p ... tmp) body))))
(check ((gen-lambda (1 2 3) () 'distinct) 1 2 3) 'distinct)
(define-syntax define-two
  (syntax-rules () ((_ a b v) (begin (define a v) (define b (list a a))))))
(define-two da db 4)
(check db '(4 4))
(define-syntax define-hidden
  (syntax-rules () ((_ get v) (begin (define hidden v) (define (get) hidden)))))
(check (let () (define hidden 'mine) (define-hidden get 'its) (list hidden (get))) '(mine its))
(check (let () (define-hidden get1 1) (define-hidden get2 2) (list (get1) (get2))) '(1 2))
;; A literal matches only if it means the same in both places.
(define-syntax is-else (syntax-rules (else) ((_ else) 'literal) ((_ x) 'variable)))
(check (is-else else) 'literal)
(check (let ((else 1)) (is-else else)) 'variable)
(check (let ((else #f)) (cond (#f 3) (else 4) (#t 5))) 5)
(define-syntax is-foo (syntax-rules (foo) ((_ foo) 'foo) ((_ x) 'not-foo)))
(check (is-foo foo) 'foo)
(check (let ((foo 1)) (is-foo foo)) 'not-foo)
(check (let ((foo 1)) (let-syntax ((m (syntax-rules (foo) ((_ foo) 'yes) ((_ x) 'no)))) (m foo))) 'yes)

;; Keywords can be shadowed by variables and by macros.
(check (let ((when list)) (when 1 2)) '(1 2))
(check (let ((define list)) (define 1 2)) '(1 2))
(check (let ((swap! +)) (swap! 1 2)) 3)
(check (let () (define (if a b c) (list 'my-if a b c)) (if 1 2 3)) '(my-if 1 2 3))
(check ((lambda (begin) (begin 1)) list) '(1))
(check (let-syntax ((if (syntax-rules () ((_ a b c) (cond (a c) (else b)))))) (if #t 1 2)) 2)
(check (let ((let-syntax list) (x 1)) (let-syntax x)) '(1))
(check (let ((quote -)) '5) -5)

;; let-syntax and letrec-syntax
(check (let-syntax ((given-that (syntax-rules () ((_ test stmt1 stmt2 ...) (if test (begin stmt1 stmt2 ...))))))
         (let ((if #t)) (given-that if (set! if 'now)) if))
       'now)
(check (letrec-syntax ((my-or2 (syntax-rules () ((_) #f) ((_ e) e) ((_ e1 e2 ...) (let ((temp e1)) (if temp temp (my-or2 e2 ...)))))))
         (let ((x #f) (y 7) (temp 8) (let odd?) (if even?)) (my-or2 x (let temp) (if y) y)))
       7)
(check (letrec-syntax ((ev? (syntax-rules () ((_) #t) ((_ x . r) (od? . r)))) (od? (syntax-rules () ((_) #f) ((_ x . r) (ev? . r)))))
         (list (ev? 1 2 3 4) (ev? 1 2 3)))
       '(#t #f))
(check (let-syntax ((a (syntax-rules () ((_) 'outer))))
         (let-syntax ((a (syntax-rules () ((_) 'inner))) (b (syntax-rules () ((_) (a)))))
           (list (a) (b))))
       '(inner outer))
(check (let-syntax () 1 2) 2)
(check (let () (define-syntax m (syntax-rules () ((_ x) (* x 10)))) (define y (m 4)) (m y)) 400)
(check (let () (define-syntax ten (syntax-rules () ((_) 10))) (define (f) (ten)) (f)) 10)
(check (let () (define (f) (m 3)) (define-syntax m (syntax-rules () ((_ x) (+ x 1)))) (f)) 4)
(check (let ((x 1)) (define-syntax setx (syntax-rules () ((_ v) (set! x v)))) (let ((x 2)) (setx 5) x)) 2)
(check (let ((x 1)) (define-syntax setx (syntax-rules () ((_ v) (set! x v)))) (let ((x 2)) (setx 5)) x) 5)

;; Macros that define macros; templates that hold definitions, quotations and quasiquotations.
(define-syntax define-constant-macro
  (syntax-rules () ((_ name value) (define-syntax name (syntax-rules () ((_) value))))))
(define-constant-macro forty-two 42)
(check (forty-two) 42)
(define-syntax define-getter
  (syntax-rules () ((_ name var) (define-syntax name (syntax-rules () ((_ x) (list x var)))))))
(check (let ((v 9)) (define-getter g v) (let ((v 1)) (g v))) '(1 9))
(define-syntax tag (syntax-rules () ((_ x ...) `(tag ,x ... ,@(list x ...)))))
(check (tag 1 2) '(tag 1 2 1 2))
(define-syntax quote-it (syntax-rules () ((_ x) 'x)))
(check (quote-it (a . #(b "c" 1.5))) '(a . #(b "c" 1.5)))
(define-syntax introduced-symbol (syntax-rules () ((_) 'some-name)))
(check (eq? (introduced-symbol) 'some-name) #t)
(define-syntax my-list-of (syntax-rules () ((_ e for x in l) (map (lambda (x) e) l))))
(check (my-list-of (* x x) for x in '(1 2 3)) '(1 4 9))
(define-syntax cps-reverse
  (syntax-rules () ((_ () acc) 'acc) ((_ (h . t) acc) (cps-reverse t (h . acc)))))
(check (cps-reverse (1 2 3 4 5 6 7 8) ()) '(8 7 6 5 4 3 2 1))
(define-syntax ck-call (syntax-rules () ((_ m arg ...) (m arg ...))))
(check (ck-call cps-reverse (a b) ()) '(b a))
(check (ck-call + 1 2) 3)
(define-syntax do-times
  (syntax-rules () ((_ (v n) body ...) (do ((v 0 (+ v 1))) ((= v n)) body ...))))
(check (let ((s 0)) (do-times (i 20) (do-times (j 20) (set! s (+ s (* i j))))) s) 36100)
(define-syntax my-delay (syntax-rules () ((_ e) (let ((done #f) (v #f)) (lambda () (if done v (begin (set! v e) (set! done #t) v)))))))
(check (let* ((done 5) (p (my-delay (begin (set! done (+ done 1)) done)))) (p) (list (p) done)) '(6 6))
(define-syntax kw-only (syntax-rules () ((_) 'here)))
(define kw-only-result (kw-only))
(check kw-only-result 'here)
(define-syntax with-body (syntax-rules () ((_ b ...) (let () b ...))))
(check (with-body (define a 1) (define b (+ a 1)) (* a b 10)) 20)
(define-syntax m-def (syntax-rules () ((_ n v) (define n v))))
(check (let () (m-def a 1) (m-def b (+ a 1)) (list a b)) '(1 2))
(define-syntax dotted (syntax-rules () ((_ (a . b) . c) '(a b c))))
(check (dotted (1 2 . 3) 4 . 5) '(1 (2 . 3) (4 . 5)))

(display checks) (display " checks, ") (display failures) (display " failures") (newline)
; expect: 104 checks, 0 failures
