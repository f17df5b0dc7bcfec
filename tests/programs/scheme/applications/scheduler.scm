;; Threads as continuations: a round-robin scheduler with channels, semaphores, timers and joins, all in user code.
(import (scheme base) (scheme write))

(define (print . xs) (for-each display xs) (newline))

;; ---- queues

(define-record-type queue (%make-queue front back) queue? (front queue-front set-queue-front!) (back queue-back set-queue-back!))
(define (make-queue) (%make-queue '() '()))
(define (queue-empty? q) (null? (queue-front q)))
(define (enqueue! q x)
  (let ((cell (list x)))
    (if (null? (queue-front q)) (set-queue-front! q cell) (set-cdr! (queue-back q) cell))
    (set-queue-back! q cell)))
(define (dequeue! q) (let ((x (car (queue-front q)))) (set-queue-front! q (cdr (queue-front q))) x))

;; ---- threads

(define-record-type thread (%make-thread name state value waiting specific)
  thread? (name thread-name) (state thread-state set-thread-state!) (value thread-value set-thread-value!)
  (waiting thread-waiting set-thread-waiting!) (specific thread-specific))

(define ready (make-queue))
(define sleepers '())
(define clock 0)
(define current #f)
(define leave-scheduler #f)
(define switches 0)

(define (spawn name thunk)
  (let ((t (%make-thread name 'ready #f '() 0)))
    (enqueue! ready
      (cons t (lambda (ignored)
                (let ((v (guard (e (#t (set-thread-state! t 'failed) (list 'failed (if (error-object? e) (error-object-message e) e))))
                           (let ((v (thunk))) (set-thread-state! t 'done) v))))
                  (set-thread-value! t v)
                  (for-each (lambda (w) (enqueue! ready w)) (reverse (thread-waiting t)))
                  (dispatch)))))
    t))

(define (dispatch)
  (cond ((not (queue-empty? ready))
         (let ((next (dequeue! ready)))
           (set! current (car next))
           (set! switches (+ switches 1))
           ((cdr next) #f)))
        ((pair? sleepers)
         (set! clock (caar sleepers))
         (let ((s (cdar sleepers)))
           (set! sleepers (cdr sleepers))
           (enqueue! ready s)
           (dispatch)))
        (else (leave-scheduler 'idle))))

(define (suspend register) (call/cc (lambda (k) (register (cons current k)) (dispatch))))
(define (yield) (suspend (lambda (me) (enqueue! ready me))))
(define (sleep ticks)
  (suspend (lambda (me)
    (let ((at (+ clock ticks)))
      (set! sleepers
        (let insert ((l sleepers))
          (if (or (null? l) (< at (caar l))) (cons (cons at me) l) (cons (car l) (insert (cdr l))))))))))
(define (join t)
  (if (memq (thread-state t) '(done failed))
      (thread-value t)
      (begin (suspend (lambda (me) (set-thread-waiting! t (cons me (thread-waiting t))))) (thread-value t))))
(define (run) (let ((r (call/cc (lambda (k) (set! leave-scheduler k) (dispatch))))) (set! current #f) r))

;; ---- channels: a send waits for its receive

(define-record-type channel (%make-channel senders receivers) channel? (senders channel-senders) (receivers channel-receivers))
(define (make-channel) (%make-channel (make-queue) (make-queue)))
(define (send ch x)
  (if (queue-empty? (channel-receivers ch))
      (suspend (lambda (me) (enqueue! (channel-senders ch) (cons x me))))
      (let* ((r (dequeue! (channel-receivers ch))) (k (cdr r)))
        (enqueue! ready (cons (car r) (lambda (ignored) (k x)))))))
(define (receive-from ch)
  (if (queue-empty? (channel-senders ch))
      (suspend (lambda (me) (enqueue! (channel-receivers ch) me)))
      (let ((s (dequeue! (channel-senders ch))))
        (enqueue! ready (cdr s))
        (car s))))

;; ---- semaphores

(define-record-type semaphore (%make-semaphore count waiting) semaphore? (count semaphore-count set-semaphore-count!) (waiting semaphore-waiting))
(define (make-semaphore n) (%make-semaphore n (make-queue)))
(define (acquire s)
  (if (> (semaphore-count s) 0)
      (set-semaphore-count! s (- (semaphore-count s) 1))
      (suspend (lambda (me) (enqueue! (semaphore-waiting s) me)))))
(define (release s)
  (if (queue-empty? (semaphore-waiting s))
      (set-semaphore-count! s (+ (semaphore-count s) 1))
      (enqueue! ready (dequeue! (semaphore-waiting s)))))
(define (with-semaphore s thunk) (acquire s) (let ((v (thunk))) (release s) v))

;; ---- programs

(define log '())
(define (note x) (set! log (cons x log)))
(define (taken) (let ((l (reverse log))) (set! log '()) l))

(spawn 'a (lambda () (do ((i 0 (+ i 1))) ((= i 3)) (note (list 'a i)) (yield))))
(spawn 'b (lambda () (do ((i 0 (+ i 1))) ((= i 2)) (note (list 'b i)) (yield))))
(print (run) " " (taken))

;; A sieve of threads.
(define (counter from ch) (spawn 'counter (lambda () (let loop ((i from)) (send ch i) (loop (+ i 1))))))
(define (filter-thread p in out) (spawn p (lambda () (let loop () (let ((i (receive-from in))) (if (not (zero? (remainder i p))) (send out i)) (loop))))))
(define primes '())
(spawn 'sieve
  (lambda ()
    (let ((first (make-channel)))
      (counter 2 first)
      (let loop ((in first) (n 0))
        (if (< n 60)
            (let ((p (receive-from in)) (out (make-channel)))
              (set! primes (cons p primes))
              (filter-thread p in out)
              (loop out (+ n 1)))
            (leave-scheduler 'enough))))))
(print (run) " " (length primes) " " (car primes) " " (apply + primes))
(set! ready (make-queue))

;; Sleep sort, join, failures.
(define results (map (lambda (n) (spawn n (lambda () (sleep n) (note n) (* n n)))) '(30 10 20 5 25)))
(define main
  (spawn 'main
    (lambda ()
      (let ((squares (map join results)))
        (note (list 'at clock))
        (apply + squares)))))
(define broken (spawn 'broken (lambda () (sleep 7) (car (vector-ref (vector 'x) 0)))))
(define thrower (spawn 'thrower (lambda () (raise 'oops))))
(define last-one (spawn 'last (lambda () (list (car (join broken)) (join thrower)))))
(run)
(print (taken) " " (thread-value main) " " (thread-state broken) " " (thread-value last-one))

;; A bounded buffer: producers wait when it is full.
(define (bounded-buffer size)
  (let ((items (make-queue)) (free (make-semaphore size)) (used (make-semaphore 0)))
    (values (lambda (x) (acquire free) (enqueue! items x) (release used))
            (lambda () (acquire used) (let ((x (dequeue! items))) (release free) x)))))
(define consumed 0)
(define-values (put take) (bounded-buffer 4))
(do ((p 0 (+ p 1))) ((= p 5))
  (spawn (list 'producer p) (lambda () (do ((i 0 (+ i 1))) ((= i 100)) (put (+ (* p 1000) i))))))
(do ((c 0 (+ c 1))) ((= c 2))
  (spawn (list 'consumer c) (lambda () (do ((i 0 (+ i 1))) ((= i 250)) (set! consumed (+ consumed (take))) (if (zero? (remainder i 10)) (yield))))))
(run)
(print consumed)

;; Philosophers: each takes the lower fork first.
(define forks (let ((v (make-vector 5))) (do ((i 0 (+ i 1))) ((= i 5) v) (vector-set! v i (make-semaphore 1)))))
(define meals (make-vector 5 0))
(do ((i 0 (+ i 1))) ((= i 5))
  (spawn i
    (lambda ()
      (let ((low (min i (modulo (+ i 1) 5))) (high (max i (modulo (+ i 1) 5))))
        (do ((n 0 (+ n 1))) ((= n 20))
          (with-semaphore (vector-ref forks low)
            (lambda () (yield)
              (with-semaphore (vector-ref forks high)
                (lambda () (vector-set! meals i (+ 1 (vector-ref meals i))) (sleep 1))))))))))
(print (run) " " meals)
(print (> switches 1000))
; expect: idle ((a 0) (b 0) (a 1) (b 1) (a 2))
; expect: enough 60 281 7699
; expect: (5 10 20 25 30 (at 30)) 2050 failed (failed (failed oops))
; expect: 544904
; expect: idle #(20 20 20 20 20)
; expect: #t
