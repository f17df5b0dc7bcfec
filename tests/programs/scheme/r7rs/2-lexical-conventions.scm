;; R7RS 2 and 7.1: identifiers, comments, whitespace, datum labels in the text of a program.
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

(define !$%&*/:<=>?^_~ 'special-initials)
(check !$%&*/:<=>?^_~ 'special-initials)
(define list->thing! 1)
(check list->thing! 1)
(define |two words| 2)
(check |two words| 2)
(define |a\x42;c| 3)
(check aBc 3)
(define -> 4)
(check -> 4)
(define ..1 5)
(check ..1 5)
(define +@ 6)
(check +@ 6)
(define λx 7)
(check λx 7)
(define été 'summer)
(check été 'summer)
(define Case 'upper)
(define case* 'other)
(check Case 'upper)
(check (let ((x 1) (X 2)) (list x X)) '(1 2))
;; Comments; (check #f #t)
#| A block
   #| with another |# ; and (check #f #t)
|#
(check (+ 1 #| two |# 3) 4)
(check (list 1 #;2 3) '(1 3))
(check (list 1 #;(a #;b (c)) 2) '(1 2))
(check '(1 . #;2 3) '(1 . 3))
(check '(1 #;2) '(1))
(check #;5 6 6)
(check (list 1 ; the rest of the line
             2) '(1 2))
(check '#(1 #;2 3) #(1 3))
(check '(a;comment
         b) '(a b))
(check (	+	1
  2) 3)
#!fold-case
(check (EQ? 'ABC 'abc) #t)
(CHECK '#\A #\A)
(check "ABC" "ABC")
(check '|ABC| (string->symbol "ABC"))
#!no-fold-case
(check (eq? 'ABC 'abc) #f)
;; Datum labels in quoted constants
(check (let ((x '(#0=(a b) #0#))) (eq? (car x) (cadr x))) #t)
(check (let ((x '#1=(a b . #1#))) (list (car x) (cadr x) (eq? x (cddr x)))) '(a b #t))
;; Brackets of strings and characters
(check (string-length "\\") 1)
(check '("a""b") (list "a" "b"))
(check '(a(b)c) (list 'a (list 'b) 'c))
(check '(1"a") (list 1 "a"))
(check (quote #t) #t)
(check #\( (string-ref "(" 0))
(check '(a . (b . (c))) '(a b c))
(check '(a . (b c . d)) '(a b c . d))
(check (let () '#u8(1 #xff #b11)) #u8(1 255 3))

(display checks) (display " checks, ") (display failures) (display " failures") (newline)
; expect: 37 checks, 0 failures
