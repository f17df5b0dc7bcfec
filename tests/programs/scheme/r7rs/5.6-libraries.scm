;; R7RS 5.2 and 5.6: import forms, libraries, cond-expand.
(define-library (test counter)
  (export make-counter (rename counter-next next!) counter?)
  (import (scheme base))
  (begin
    (define-record-type <counter> (new n) counter? (n count set-count!))
    (define (make-counter) (new 0))
    (define (counter-next c) (set-count! c (+ 1 (count c))) (count c))))

(define-library (test macros)
  (export my-swap! hidden-through-macro unless-zero)
  (import (scheme base))
  (begin
    (define hidden 'from-the-library)
    (define (helper x) (list 'helped x))
    (define-syntax my-swap! (syntax-rules () ((_ a b) (let ((t a)) (set! a b) (set! b t)))))
    (define-syntax hidden-through-macro (syntax-rules () ((_ x) (list hidden (helper x)))))
    (define-syntax unless-zero (syntax-rules () ((_ n e) (if (zero? n) 'zero e))))))

(define-library (test numbers 1)
  (export one two three four)
  (import (only (scheme base) define begin +))
  (begin (define one 1) (define two (+ one one)))
  (begin (define three (+ two one)) (define four (+ two two))))

(define-library (test user)
  (export describe swapped)
  (import (scheme base) (prefix (test numbers 1) n:) (rename (test macros) (my-swap! exchange!)))
  (begin
    (define (describe) (list n:one n:two (unless-zero 1 'not-zero)))
    (define (swapped a b) (exchange! a b) (list a b))))

(define-library (test conditional)
  (export which)
  (cond-expand
    ((library (scheme base)) (import (scheme base)))
    (else (import (no such library))))
  (cond-expand
    ((and r7rs (not no-such-feature)) (begin (define which 'r7rs)))
    (else (begin (define which 'other)))))

(import (scheme base) (scheme write)
        (test counter) (test macros)
        (only (test numbers 1) three)
        (except (prefix (test numbers 1) n-) n-three n-four)
        (rename (only (test numbers 1) four) (four quatre))
        (test user) (test conditional))
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

;; 5.2 and 5.6: imports and libraries
(define c (make-counter))
(check-once (list (next! c) (next! c)) '(1 2))
(check (counter? c) #t)
(check (counter? 1) #f)
(check three 3)
(check (list n-one n-two) '(1 2))
(check quatre 4)
(check (let ((a 1) (b 2)) (my-swap! a b) (list a b)) '(2 1))
(check (let ((hidden 1) (helper 2)) (hidden-through-macro 3)) '(from-the-library (helped 3)))
(define hidden 'mine)
(check (hidden-through-macro hidden) '(from-the-library (helped mine)))
(check (describe) '(1 2 not-zero))
(check (swapped 'x 'y) '(y x))
(check which 'r7rs)
(check (cond-expand (r7rs 'yes) (else 'no)) 'yes)
(check (cond-expand (no-such-feature 'yes) (else 'no)) 'no)
(check (cond-expand ((or no-such-feature r7rs) 'yes) (else 'no)) 'yes)
(check (cond-expand ((and r7rs (library (scheme base)) (not (library (no such thing)))) 'yes) (else 'no)) 'yes)
(check (cond-expand ((library (test macros)) 1) (else 2)) 1)
(check (list? (features)) #t)
(check (and (memq 'r7rs (features)) #t) #t)

(display checks) (display " checks, ") (display failures) (display " failures") (newline)
; expect: 19 checks, 0 failures
