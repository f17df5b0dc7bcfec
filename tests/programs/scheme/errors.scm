;; Errors: raising, handling, inspecting; the stack of handlers.
(define (try thunk) (call/cc (lambda (k) (with-exception-handler (lambda (e) (k (list 'caught (if (error-object? e) (error-object-message e) e)))) thunk))))
(write (try (lambda () (error "boom" 1 2)))) (newline)
(write (try (lambda () (raise 'oops)))) (newline)
(write (try (lambda () 'fine))) (newline)
(write (guard (e (#t (list (error-object-message e) (error-object-irritants e)))) (error "bad thing" 1 "two" 'three))) (newline)
(write (guard (e ((symbol? e) (list 'symbol e)) ((string? e) (list 'string e))) (raise "text"))) (newline)
(write (guard (e ((assq 'a e) => cdr) ((assq 'b e))) (raise (list (cons 'a 42))))) (newline)
(write (guard (e ((assq 'a e) => cdr) ((assq 'b e))) (raise (list (cons 'b 23))))) (newline)
(write (guard (outer (#t (list 'outer outer))) (guard (inner ((number? inner) 'number)) (raise 'not-a-number)))) (newline)
(write (with-exception-handler (lambda (e) 10) (lambda () (+ 1 (raise-continuable 'c))))) (newline)
(define trace '())
(define (note x) (set! trace (cons x trace)))
(guard (e (#t (note e))) (dynamic-wind (lambda () (note 'in)) (lambda () (raise 'x)) (lambda () (note 'out))))
(write (reverse trace)) (newline)
(write (guard (e (#t 'type)) (car 5))) (newline)
(write (guard (e (#t 'type)) (vector-ref (vector 1 2) 2))) (newline)
(write (guard (e (#t 'type)) (+ 1 'a))) (newline)
(write (guard (e (#t 'type)) (undefined-variable))) (newline)
(write (guard (e (#t 'type)) ((lambda (x) x)))) (newline)
(write (guard (e (#t 'type)) (5 5))) (newline)
(write (guard (e (#t 'zero)) (quotient 1 0))) (newline)
(write (guard (e (#t (error-object? e))) (vector-ref '#(1) 'x))) (newline)
;; Raising again and again in a hot loop.
(define (risky i) (if (= 0 (remainder i 3)) (raise i) i))
(write (let loop ((i 0) (s 0)) (if (= i 500) s (loop (+ i 1) (+ s (guard (e (#t 1000)) (risky i))))))) (newline)
(define (nested n) (if (= n 0) (raise 'bottom) (guard (e ((number? e) e)) (nested (- n 1)))))
(write (guard (e (#t e)) (nested 50))) (newline)
(write (guard (e ((error-object? e) (error-object-irritants e))) (guard (e2 ((string? e2) e2)) (error "x" 'y)))) (newline)
;; expect: (caught "boom")
;; expect: (caught oops)
;; expect: fine
;; expect: ("bad thing" (1 "two" three))
;; expect: (string "text")
;; expect: 42
;; expect: (b . 23)
;; expect: (outer not-a-number)
;; expect: 11
;; expect: (in out x)
;; expect: type
;; expect: type
;; expect: type
;; expect: type
;; expect: type
;; expect: type
;; expect: zero
;; expect: #t
;; expect: 250167
;; expect: bottom
;; expect: (y)
