;; R7RS 6.11: handlers, raise, raise-continuable, error objects.
(import (scheme base) (scheme write) (scheme file) (scheme read))
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

(define (traced body) (let ((l '())) (body (lambda (x) (set! l (cons x l)))) (reverse l)))

;; with-exception-handler and raise
(check (call/cc (lambda (k) (with-exception-handler (lambda (e) (k (list 'handled e))) (lambda () (+ 1 (raise 'an-error)))))) '(handled an-error))
(check (with-exception-handler (lambda (e) 0) (lambda () 'no-raise)) 'no-raise)
(check (call-with-values (lambda () (with-exception-handler (lambda (e) 0) (lambda () (values 1 2)))) list) '(1 2))
;; A handler that returns from raise: a secondary exception in the outer handler's environment.
(check (guard (e (#t 'secondary)) (with-exception-handler (lambda (e) 'ignored) (lambda () (raise 'oops)))) 'secondary)
(check (traced (lambda (t) (guard (e (#t (t 'outer))) (with-exception-handler (lambda (e) (t (list 'inner e))) (lambda () (raise 'oops) (t 'never))))))
       '((inner oops) outer))
(check (guard (e (#t 'secondary)) (with-exception-handler (lambda (e) 'ignored) (lambda () (error "x")))) 'secondary)
(check (guard (e (#t 'secondary)) (with-exception-handler (lambda (e) 'ignored) (lambda () (car 5)))) 'secondary)

;; raise-continuable
(check (with-exception-handler (lambda (con) (cond ((string? con) 10) (else 20))) (lambda () (+ (raise-continuable "should be a number") 23))) 33)
(check (with-exception-handler (lambda (e) (* e 2)) (lambda () (list (raise-continuable 1) (raise-continuable 2)))) '(2 4))
(check (call-with-values (lambda () (with-exception-handler (lambda (e) (values 1 2)) (lambda () (raise-continuable 'x)))) list) '(1 2))
;; The handler runs with the outer handler installed.
(check (with-exception-handler
        (lambda (outer) (list 'outer outer))
        (lambda () (with-exception-handler (lambda (inner) (list 'inner (raise-continuable (list inner 'again)))) (lambda () (raise-continuable 'x)))))
       '(inner (outer (x again))))
(check (with-exception-handler (lambda (e) (+ e 1))
         (lambda () (with-exception-handler (lambda (e) (raise-continuable (* e 10))) (lambda () (+ 1000 (raise-continuable 5))))))
       1051)
(check (guard (e ((symbol? e) (list 'sym e))) (with-exception-handler (lambda (e) (raise 'from-handler)) (lambda () (raise "original")))) '(sym from-handler))
;; The handler runs in the dynamic environment of the raise, but for the handler.
(define p (make-parameter 'outside))
(check (with-exception-handler (lambda (e) (p)) (lambda () (parameterize ((p 'inside)) (raise-continuable 0)))) 'inside)
(check (traced (lambda (t)
         (with-exception-handler (lambda (e) (t 'handler))
           (lambda () (dynamic-wind (lambda () (t 'in)) (lambda () (raise-continuable 0) (t 'back)) (lambda () (t 'out)))))))
       '(in handler back out))
;; After the body the former handler is back.
(check (with-exception-handler (lambda (e) 'first)
         (lambda () (let ((a (with-exception-handler (lambda (e) 'second) (lambda () (raise-continuable 0))))) (list a (raise-continuable 0)))))
       '(second first))
;; Leaving and re-entering handlers by continuations
(check (let ((k #f) (n 0))
         (let ((v (with-exception-handler (lambda (e) (list e 'handled)) (lambda () (call/cc (lambda (c) (set! k c))) (set! n (+ n 1)) (raise-continuable n)))))
           (if (< n 3) (k 0) v)))
       '(3 handled))
(check-error (with-exception-handler 5 (lambda () 1)))

;; Any object may be raised.
(check (map (lambda (x) (guard (e (#t (eqv? e x))) (raise x))) (list 1 'a "s" #\c '() #f #t 1.5 (list 1) (vector) car)) '(#t #t #t #t #t #t #t #t #t #t #t))
(check (guard (e ((not e) 'false)) (raise #f)) 'false)
(check (guard (e ((procedure? e) (e))) (raise (lambda () 'called))) 'called)

;; error objects
(check (guard (e (#t (list (error-object? e) (error-object-message e) (error-object-irritants e)))) (error "bad thing:" 1 'two "three")) '(#t "bad thing:" (1 two "three")))
(check (guard (e (#t (error-object-irritants e))) (error "nothing")) '())
(check (map error-object? (list 'a "s" 5 '())) '(#f #f #f #f))
(check (guard (e ((symbol? e) 'sym) ((error-object? e) 'err)) (error "x")) 'err)
(check (guard (e ((error-object? e) 'err) (else 'other)) (raise 'x)) 'other)
(check (call/cc (lambda (k) (with-exception-handler (lambda (e) (k (error-object-message e))) (lambda () (error "message" 1))))) "message")
;; Errors the system signals are caught like others; they are error objects.
(check (guard (e (#t (error-object? e))) (car 5)) #t)
(check (guard (e (#t (error-object? e))) (vector-ref (vector 1 2) 2)) #t)
(check (guard (e (#t (error-object? e))) (+ 'a 1)) #t)
(check (guard (e (#t (error-object? e))) (undefined-variable)) #t)
(check (guard (e (#t (error-object? e))) (5 5)) #t)
(check (guard (e (#t (error-object? e))) ((lambda (x) x))) #t)
(check (guard (e (#t (error-object? e))) (/ 5 0)) #t)
(check (guard (e (#t (string? (error-object-message e)))) (car 5)) #t)
(check (guard (e (#t (list? (error-object-irritants e)))) (car 5)) #t)
(check (guard (e ((error-object? e) (string? (error-object-message e)))) (symbol->string 5)) #t)

;; read-error? and file-error?
(check (guard (e (#t (list (file-error? e) (read-error? e)))) (open-input-file "/no/such/directory/no-such-file")) '(#t #f))
(check (guard (e ((file-error? e) 'file)) (with-input-from-file "/no/such/file/at-all" (lambda () 1))) 'file)
(check (guard (e ((file-error? e) 'file)) (delete-file "/no/such/file/at-all")) 'file)
(check (guard (e ((read-error? e) 'read)) (read (open-input-string "(1 2"))) 'read)
(check (guard (e ((read-error? e) 'read)) (read (open-input-string ")"))) 'read)
(check (guard (e ((read-error? e) 'read)) (read (open-input-string "#<foo>"))) 'read)
(check (guard (e ((read-error? e) 'read)) (read (open-input-string "\"abc"))) 'read)
(check (guard (e ((read-error? e) 'read)) (read (open-input-string "(1 . )"))) 'read)
(check (guard (e ((read-error? e) 'read)) (read (open-input-string "(1 . 2 3)"))) 'read)
(check (guard (e ((read-error? e) 'read)) (read (open-input-string "#\\notacharname"))) 'read)
(check (map read-error? '(a "x" 1)) '(#f #f #f))
(check (map file-error? '(a "x" 1)) '(#f #f #f))
(check (guard (e (#t (list (read-error? e) (file-error? e)))) (error "plain")) '(#f #f))

;; guard in loops, nested guards, rethrowing
(check (guard (e (#t (list 1 e))) (guard (e ((number? e) (list 2 e))) (guard (e ((string? e) (list 3 e))) (raise 'sym)))) '(1 sym))
(check (guard (e (#t (list 1 e))) (guard (e ((number? e) (list 2 e))) (guard (e ((string? e) (list 3 e))) (raise 7)))) '(2 7))
(check (guard (e (#t (list 'outer e))) (guard (e (#t (raise (list 'rethrown e)))) (raise 1))) '(outer (rethrown 1)))
(check (let loop ((i 0) (n 0))
         (if (= i 200) n (loop (+ i 1) (guard (e ((symbol? e) (+ n 1)) ((error-object? e) (+ n 1000))) (cond ((= 0 (modulo i 10)) (raise 'x)) ((= 0 (modulo i 7)) (car '())) (else n))))))
       26020)
(define (safe-div a b) (call/cc (lambda (k) (with-exception-handler (lambda (e) (k 'infinite)) (lambda () (/ a b))))))
(check (map safe-div '(6 1 0) '(3 0 5)) '(2 infinite 0))
(check (let loop ((i 0) (s 0)) (if (= i 100) s (loop (+ i 1) (+ s (with-exception-handler (lambda (e) (* 2 e)) (lambda () (+ 1 (raise-continuable i)))))))) 10000)
(define (deep n) (if (= n 0) (raise 'bottom) (+ 1 (deep (- n 1)))))
(check (guard (e (#t e)) (deep 5000)) 'bottom)
(define (nested n) (if (= n 0) (raise 0) (guard (e ((< e 0) 'no)) (nested (- n 1)))))
(check (guard (e (#t (list 'through e))) (nested 30)) '(through 0))
(define (unwinding n) (guard (e (#t (if (= n 0) e (raise (+ e 1))))) (if (= n 100) (raise 0) (unwinding (+ n 1)))))
(check (unwinding 0) 100)

(display checks) (display " checks, ") (display failures) (display " failures") (newline)
; expect: 59 checks, 0 failures
