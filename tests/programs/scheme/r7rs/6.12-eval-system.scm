;; R7RS 6.12 and 6.14: environments, eval, system interface.
(import (scheme base) (scheme write) (scheme eval) (scheme time) (scheme process-context) (scheme file) (scheme load))
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

(check (eval '(* 7 3) (environment '(scheme base))) 21)
(check (let ((f (eval '(lambda (f x) (f x x)) (environment '(scheme base))))) (f + 10)) 20)
(check (eval '(let loop ((i 0)) (if (= i 100) i (loop (+ i 1)))) (environment '(scheme base))) 100)
(check (eval ''(a b) (environment '(scheme base))) '(a b))
(check (eval 5 (environment '(scheme base))) 5)
(check (eval (list '+ 1 2) (environment '(only (scheme base) +))) 3)
(check (eval '(plus 1 2) (environment '(rename (scheme base) (+ plus)))) 3)
(check (eval '(b:+ 1 2) (environment '(prefix (scheme base) b:))) 3)
(check (eval '(char-upcase #\a) (environment '(scheme base) '(scheme char))) #\A)
(check-error (eval 'no-such-variable (environment '(scheme base))))
(check-error (eval '(car 1) (environment '(scheme base))))
(check-error (eval '(if) (environment '(scheme base))))
(check (eval (list car ''(1 2)) (environment '(scheme base))) 1)
(check (eval '((lambda (x) (let-syntax ((m (syntax-rules () ((_ y) (list y y))))) (m x))) 4) (environment '(scheme base))) '(4 4))
(check (let loop ((i 0) (s 0)) (if (= i 30) s (loop (+ i 1) (+ s (eval (list '* i 2) (environment '(scheme base))))))) 870)

(check (list? (command-line)) #t)
(check (string? (car (command-line))) #t)
(check (get-environment-variable "NO_SUCH_VARIABLE_HERE_1234") #f)
(check (list? (get-environment-variables)) #t)
(check (exact-integer? (current-jiffy)) #t)
(check (exact-integer? (jiffies-per-second)) #t)
(check (positive? (jiffies-per-second)) #t)
(check (let* ((a (current-jiffy)) (b (current-jiffy))) (<= a b)) #t)
(check (real? (current-second)) #t)
(check (> (current-second) 1500000000) #t)
(check (file-exists? "/no/such/file/at-all") #f)
(check-error (delete-file "/no/such/file/at-all"))
(check (list? (features)) #t)
(check (and (memq 'r7rs (features)) #t) #t)
(check (procedure? exit) #t)
(check (procedure? emergency-exit) #t)
(check (procedure? load) #t)

(display checks) (display " checks, ") (display failures) (display " failures") (newline)
; expect: 32 checks, 0 failures
