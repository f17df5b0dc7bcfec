;; A simulation of events: a bank with clerks, customers who arrive, wait and leave; events in a pairing heap, the state in records,
;; processes as continuations.
(import (scheme base) (scheme write) (scheme case-lambda))

;; ---- random numbers: the same everywhere

(define random
  (let ((state 42))
    (lambda (n)
      (set! state (modulo (+ (* state 1103515245) 12345) 2147483648))
      (modulo (quotient state 65536) n))))

;; ---- pairing heap of (key . value), functional

(define empty-heap '())
(define (merge-heaps a b)
  (cond ((null? a) b)
        ((null? b) a)
        ((< (caar a) (caar b)) (cons (car a) (cons b (cdr a))))
        (else (cons (car b) (cons a (cdr b))))))
(define (heap-insert heap key value) (merge-heaps (list (cons key value)) heap))
(define (heap-rest heap)
  (let pair ((l (cdr heap)))
    (cond ((null? l) '())
          ((null? (cdr l)) (car l))
          (else (merge-heaps (merge-heaps (car l) (cadr l)) (pair (cddr l)))))))

;; ---- the simulator: time, events, processes

(define now 0)
(define events empty-heap)
(define serial 0)
(define (at time thunk)
  ;; Events at the same time happen in the order in which they were planned.
  (set! serial (+ serial 1))
  (set! events (heap-insert events (+ (* time 1000000) serial) (cons time thunk))))
(define return #f)
(define (hold delay)
  (call-with-current-continuation
   (lambda (k)
     (at (+ now delay) (lambda () (k #f)))
     (return #f))))
(define (suspend use)
  (call-with-current-continuation
   (lambda (k)
     (use (lambda () (at now (lambda () (k #f)))))
     (return #f))))
(define-syntax process
  (syntax-rules ()
    ((_ body ...) (at now (lambda () body ... (return #f))))))
(define (run-until end)
  (let loop ()
    (unless (null? events)
      (let ((next (cdar events)))
        (when (<= (car next) end)
          (set! events (heap-rest events))
          (set! now (car next))
          (call-with-current-continuation
           (lambda (k)
             (set! return k)
             ((cdr next))))
          (loop))))))

;; ---- resources with a queue

(define-record-type resource
  (%make-resource name free waiting busy since)
  resource?
  (name resource-name)
  (free resource-free set-resource-free!)
  (waiting resource-waiting set-resource-waiting!)
  (busy resource-busy set-resource-busy!)
  (since resource-since set-resource-since!))
(define (make-resource name count) (%make-resource name count '() 0 0))
(define (acquire! r)
  (if (> (resource-free r) 0)
      (set-resource-free! r (- (resource-free r) 1))
      (suspend (lambda (wake) (set-resource-waiting! r (append (resource-waiting r) (list wake)))))))
(define (release! r)
  (if (null? (resource-waiting r))
      (set-resource-free! r (+ (resource-free r) 1))
      (let ((wake (car (resource-waiting r))))
        (set-resource-waiting! r (cdr (resource-waiting r)))
        (wake))))
(define (with-resource r thunk)
  (dynamic-wind
   (lambda () #f)
   (lambda () (acquire! r) (thunk) (release! r))
   (lambda () #f)))

;; ---- the bank

(define served 0)
(define given-up 0)
(define total-wait 0)
(define longest-wait 0)
(define log-lines 0)
(define (log . parts)
  (when (< log-lines 12)
    (set! log-lines (+ log-lines 1))
    (display now)
    (display ": ")
    (for-each display parts)
    (newline)))

(define clerks (make-resource "clerks" 2))

(define (customer id patience)
  (define arrived now)
  (log "customer " id " arrives")
  (if (> (length (resource-waiting clerks)) patience)
      (begin
        (set! given-up (+ given-up 1))
        (log "customer " id " leaves at once"))
      (with-resource clerks
        (lambda ()
          (let ((wait (- now arrived)))
            (set! total-wait (+ total-wait wait))
            (set! longest-wait (max longest-wait wait))
            (log "customer " id " is served after " wait)
            (hold (+ 3 (random 9)))
            (set! served (+ served 1))
            (log "customer " id " goes"))))))

(process
 (let loop ((id 1))
   (when (<= id 500)
     (let ((me id))
       (process (customer me (+ 2 (random 5)))))
     (hold (+ 1 (random 6)))
     (loop (+ id 1)))))
(run-until 100000)
(write (list 'time now 'served served 'given-up given-up 'waited total-wait 'longest longest-wait))
(newline)
(write (= 500 (+ served given-up)))
(newline)

;; ---- ping and pong: two processes that wake each other

(define rounds 0)
(define ball (make-resource "ball" 1))
(define (player name pause)
  (let loop ((n 0))
    (when (< n 50)
      (with-resource ball (lambda () (set! rounds (+ rounds 1)) (hold pause)))
      (loop (+ n 1)))))
(define start now)
(process (player 'ping 2))
(process (player 'pong 3))
(run-until 1000000)
(write (list rounds (- now start)))
(newline)

;; expect: 0: customer 1 arrives
;; expect: 0: customer 1 is served after 0
;; expect: 2: customer 2 arrives
;; expect: 2: customer 2 is served after 0
;; expect: 6: customer 3 arrives
;; expect: 8: customer 1 goes
;; expect: 8: customer 3 is served after 2
;; expect: 9: customer 2 goes
;; expect: 10: customer 4 arrives
;; expect: 10: customer 4 is served after 0
;; expect: 12: customer 5 arrives
;; expect: 13: customer 6 arrives
;; expect: (time 1774 served 481 given-up 19 waited 2483 longest 24)
;; expect: #t
;; expect: (100 250)
