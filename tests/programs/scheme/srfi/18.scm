;; SRFI 18: threads.
(import (scheme base) (srfi 18) (check))
(define log '())
(define (note x) (set! log (cons x log)))
(define (logged) (let ((l (reverse log))) (set! log '()) l))
(check (list (thread? (current-thread)) (thread-name (current-thread)) (thread? 5)) => '(#t primordial #f))
(define t (make-thread (lambda () (note 'in) (* 6 7)) 'worker))
(thread-specific-set! t 'mine)
(check (list (thread-name t) (thread-specific t) (logged)) => '(worker mine ()))
(check (list (eq? t (thread-start! t)) (thread-join! t) (logged) (thread-join! t)) => '(#t 42 (in) 42))
(check (thread-start! t) => '(error "thread-start!: the thread has been started before:"))
(check (make-thread 5) => '(error "make-thread: argument 1 must be a procedure, not"))
; taking turns
(define (counter name n) (make-thread (lambda () (let loop ((i 0)) (if (< i n) (begin (note (list name i)) (thread-yield!) (loop (+ i 1))))))))
(check (let ((a (counter 'a 2)) (b (counter 'b 3))) (thread-start! a) (thread-start! b) (thread-join! a) (thread-join! b) (logged)) => '((a 0) (b 0) (a 1) (b 1) (b 2)))
; exceptions end a thread and come out of join
(define (failing) (thread-start! (make-thread (lambda () (raise 'oops)))))
(check (guard (e ((uncaught-exception? e) (uncaught-exception-reason e))) (thread-join! (failing))) => 'oops)
(check (guard (e ((uncaught-exception? e) (error-object-message (uncaught-exception-reason e)))) (thread-join! (thread-start! (make-thread (lambda () (error "bad")))))) => "bad")
(check (thread-join! (thread-start! (make-thread (lambda () (guard (e (#t (list 'caught e))) (raise 1)))))) => '(caught 1))
(check (let ((t (thread-start! (make-thread (lambda () (thread-sleep! 1000)))))) (thread-yield!) (thread-terminate! t) (guard (e ((terminated-thread-exception? e) 'terminated)) (thread-join! t))) => 'terminated)
(check (let ((t (thread-start! (make-thread (lambda () (thread-sleep! 1000)))))) (let ((r (thread-join! t 0.001 'late))) (thread-terminate! t) r)) => 'late)
(check (let ((t (thread-start! (make-thread (lambda () (thread-sleep! 1000)))))) (let ((r (guard (e ((join-timeout-exception? e) 'timeout)) (thread-join! t 0.001)))) (thread-terminate! t) r)) => 'timeout)
; parameters are the maker's
(define p (make-parameter 1))
(check (let ((t (parameterize ((p 2)) (make-thread (lambda () (p)))))) (list (thread-join! (thread-start! t)) (p))) => '(2 1))
; dynamic-wind is a thread's own
(check (let ((t (make-thread (lambda () (dynamic-wind (lambda () (note 'before)) (lambda () (note 'during)) (lambda () (note 'after))))))) (dynamic-wind (lambda () (note 'main-in)) (lambda () (thread-join! (thread-start! t))) (lambda () (note 'main-out))) (logged)) => '(main-in before during after main-out))
; mutexes
(define m (make-mutex 'm))
(mutex-specific-set! m 'data)
(check (list (mutex? m) (mutex? 5) (mutex-name m) (mutex-specific m) (mutex-state m)) => '(#t #f m data not-abandoned))
(check (list (mutex-lock! m) (eq? (mutex-state m) (current-thread)) (mutex-lock! m 0) (mutex-unlock! m) (mutex-state m)) => '(#t #t #f #t not-abandoned))
(check (list (mutex-lock! m #f #f) (mutex-state m) (mutex-unlock! m)) => '(#t not-owned #t))
(define (critical name) (make-thread (lambda () (mutex-lock! m) (note (list name 'in)) (thread-yield!) (note (list name 'out)) (mutex-unlock! m))))
(check (let ((a (thread-start! (critical 'a))) (b (thread-start! (critical 'b)))) (thread-join! a) (thread-join! b) (logged)) => '((a in) (a out) (b in) (b out)))
(check (begin (thread-join! (thread-start! (make-thread (lambda () (mutex-lock! m))))) (list (mutex-state m) (guard (e ((abandoned-mutex-exception? e) 'abandoned)) (mutex-lock! m)) (eq? (mutex-state m) (current-thread)) (mutex-unlock! m))) => '(abandoned abandoned #t #t))
; condition variables: a buffer of one place
(define cv (make-condition-variable 'cv))
(define place #f)
(define (put! x) (mutex-lock! m) (if place (begin (mutex-unlock! m cv) (put! x)) (begin (set! place x) (condition-variable-broadcast! cv) (mutex-unlock! m))))
(define (get!) (mutex-lock! m) (if place (let ((x place)) (set! place #f) (condition-variable-broadcast! cv) (mutex-unlock! m) x) (begin (mutex-unlock! m cv) (get!))))
(check (let ((producer (make-thread (lambda () (for-each put! '(1 2 3 4 5))))) (consumer (make-thread (lambda () (let loop ((i 0) (acc '())) (if (= i 5) (reverse acc) (loop (+ i 1) (cons (get!) acc)))))))) (thread-start! consumer) (thread-start! producer) (thread-join! consumer)) => '(1 2 3 4 5))
(check (list (condition-variable? cv) (condition-variable-name cv) (begin (condition-variable-specific-set! cv 1) (condition-variable-specific cv)) (begin (mutex-lock! m) (mutex-unlock! m cv 0.001))) => '(#t cv 1 #f))
(condition-variable-signal! cv)
; time
(check (let ((t (current-time))) (list (time? t) (time? 5) (real? (time->seconds t)) (time? (seconds->time 1)) (begin (thread-sleep! 0.002) (> (time->seconds (current-time)) (+ (time->seconds t) 0.001))))) => '(#t #f #t #t #t))
(check (thread-sleep! #f) => '(error "thread-sleep!: argument 1 must be a time or a number, not"))
; everybody waits
(check (begin (mutex-lock! m) (mutex-lock! m)) => '(error "deadlock: every thread waits"))
(check (with-exception-handler (lambda (e) 10) (lambda () (+ 1 ((current-exception-handler) 'x)))) => 11)
(report)
;; expect: 25 passed
