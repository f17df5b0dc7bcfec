; SRFI 18: threads, as continuations that take turns. A thread runs until it waits, yields, sleeps or ends; there is no other switching.
;
; A thread that does not run has a procedure that goes on with it. Whoever stops running calls `dispatch`, which goes on with the next
; ready thread, waits for a deadline if there is none, and raises an error in the first thread if all wait for ever.

(define-library (srfi 18)
  (export current-thread thread? make-thread thread-name thread-specific thread-specific-set! thread-start! thread-yield!
          thread-sleep! thread-terminate! thread-join!
          mutex? make-mutex mutex-name mutex-specific mutex-specific-set! mutex-state mutex-lock! mutex-unlock!
          condition-variable? make-condition-variable condition-variable-name condition-variable-specific
          condition-variable-specific-set! condition-variable-signal! condition-variable-broadcast!
          current-time time? time->seconds seconds->time
          current-exception-handler with-exception-handler raise
          join-timeout-exception? abandoned-mutex-exception? terminated-thread-exception? uncaught-exception?
          uncaught-exception-reason)
  (import (scheme internal) (srfi check))
  (begin
    ; state: new, ready, waiting, dead. `resume` takes what the wait gives. A turn counts the waits of a thread, so that an
    ; entry left in a queue by an earlier wait is known to be stale.
    (define-record-type thread (new-thread name thunk state resume value turn deadline result failure joiners mutexes specific) thread?
      (name thread-name)
      (thunk thread-thunk)
      (state thread-state set-state!)
      (resume thread-resume set-resume!)
      (value thread-value set-value!)
      (turn thread-turn set-turn!)
      (deadline thread-deadline set-deadline!)
      (result thread-result set-result!)
      (failure thread-failure set-failure!)
      (joiners thread-joiners set-joiners!)
      (mutexes thread-mutexes set-mutexes!)
      (specific thread-specific-field set-thread-specific!))
    (define-record-type join-timeout (make-join-timeout) join-timeout-exception?)
    (define-record-type abandoned-mutex (make-abandoned-mutex) abandoned-mutex-exception?)
    (define-record-type terminated-thread (make-terminated-thread) terminated-thread-exception?)
    (define-record-type uncaught (make-uncaught reason) uncaught-exception? (reason uncaught-exception-reason))

    (define (fresh name thunk) (new-thread name thunk 'new #f #f 0 #f #f #f '() '() (if #f #f)))
    (define first-thread
      (let ((t (fresh 'primordial #f)))
        (set-state! t 'ready)
        t))
    (define current first-thread)
    (define (current-thread) current)

    ; ---- queues: (front . back), both lists, the back reversed

    (define (make-queue) (cons '() '()))
    (define (enqueue! q x) (set-cdr! q (cons x (cdr q))))
    (define (dequeue! q)
      (if (null? (car q))
          (begin (set-car! q (reverse (cdr q))) (set-cdr! q '())))
      (if (null? (car q))
          #f
          (let ((x (caar q)))
            (set-car! q (cdar q))
            x)))
    (define ready (make-queue))
    (define sleepers '())

    ; ---- switching

    ; Switching runs no thunks of dynamic-wind: the winders are exchanged before the continuation looks at them.
    (define (in-place k)
      (let ((winders (%dynamic-winders %dynamic-state)))
        (lambda (value)
          (%set-dynamic-winders! %dynamic-state winders)
          (k value))))
    ; New threads begin below the program, where nothing is to be unwound.
    (define root #f)
    (define (start-from-root t)
      (root (lambda ()
              (%set-dynamic-handlers! %dynamic-state '())
              (with-exception-handler
                (lambda (e) (finish! t #f (make-uncaught e)))
                (lambda () (finish! t ((thread-thunk t)) #f))))))
    (define (make-ready! t value)
      (set-state! t 'ready)
      (set-deadline! t #f)
      (set-value! t value)
      (enqueue! ready t))
    (define (now) (/ (current-jiffy) 1e9))
    (define (wake-sleepers!)
      (if (pair? sleepers)
          (let ((time (now)))
            (let loop ((l sleepers) (kept '()))
              (if (null? l)
                  (set! sleepers kept)
                  (let* ((entry (car l)) (t (car entry)))
                    (cond ((not (and (eq? (thread-state t) 'waiting) (= (thread-turn t) (cdr entry)))) (loop (cdr l) kept))
                          ((<= (thread-deadline t) time)
                           (make-ready! t 'timeout)
                           (loop (cdr l) kept))
                          (else (loop (cdr l) (cons entry kept))))))))))
    (define (dispatch)
      (wake-sleepers!)
      (let ((t (dequeue! ready)))
        (cond ((and t (eq? (thread-state t) 'ready))
               (set! current t)
               ((thread-resume t) (thread-value t)))
              (t (dispatch))
              ((pair? sleepers)
               (%nap (- (apply min (map (lambda (entry) (thread-deadline (car entry))) sleepers)) (now)))
               (dispatch))
              (else
               (set! current first-thread)
               (set-state! first-thread 'ready)
               ((thread-resume first-thread) 'deadlock)))))
    ; The current thread stops; gives what wakes it.
    (define (suspend)
      (let ((value (call/cc (lambda (k)
                              (set-resume! current (in-place k))
                              (dispatch)))))
        (if (eq? value 'deadlock) (error "deadlock: every thread waits"))
        value))
    ; The current thread waits until somebody wakes it, or until the deadline.
    (define (wait deadline)
      (set-state! current 'waiting)
      (set-turn! current (+ (thread-turn current) 1))
      (set-deadline! current deadline)
      (if deadline (set! sleepers (cons (cons current (thread-turn current)) sleepers)))
      (suspend))
    ; What a thread that is about to wait leaves in a queue; and the next thread of a queue that still waits there.
    (define (ticket) (cons current (+ (thread-turn current) 1)))
    (define (next-waiting! q)
      (let ((entry (dequeue! q)))
        (and entry
             (if (and (eq? (thread-state (car entry)) 'waiting) (= (thread-turn (car entry)) (cdr entry)))
                 (car entry)
                 (next-waiting! q)))))

    ; ---- threads

    (define-syntax check-thread
      (syntax-rules ()
        ((_ t who) (check-argument thread? t who 1 "a thread"))))
    (define make-thread
      (case-lambda
        ((thunk) (make-thread thunk (if #f #f)))
        ((thunk name)
         (check-procedure thunk "make-thread" 1)
         ; A thread begins with its maker's parameters.
         (let ((parameters (%dynamic-parameters %dynamic-state)))
           (fresh name (lambda ()
                         (%set-dynamic-parameters! %dynamic-state parameters)
                         (thunk)))))))
    (define (thread-specific t) (check-thread t "thread-specific") (thread-specific-field t))
    (define (thread-specific-set! t x) (check-thread t "thread-specific-set!") (set-thread-specific! t x))
    (define (thread-start! t)
      (check-thread t "thread-start!")
      (if (not (eq? (thread-state t) 'new)) (error "thread-start!: the thread has been started before:" t))
      (set-resume! t (lambda (value) (start-from-root t)))
      (make-ready! t #f)
      t)
    (define (thread-yield!)
      (make-ready! current #f)
      (suspend)
      (if #f #f))
    (define (finish! t result failure)
      (set-state! t 'dead)
      (set-result! t result)
      (set-failure! t failure)
      (for-each (lambda (m) (abandon! m)) (thread-mutexes t))
      (for-each (lambda (entry)
                  (let ((joiner (car entry)))
                    (if (and (eq? (thread-state joiner) 'waiting) (= (thread-turn joiner) (cdr entry)))
                        (make-ready! joiner 'done))))
                (reverse (thread-joiners t)))
      (if (eq? t current) (dispatch)))
    (define (thread-terminate! t)
      (check-thread t "thread-terminate!")
      (if (not (eq? (thread-state t) 'dead)) (finish! t #f (make-terminated-thread)))
      (if #f #f))
    (define absent (list 'absent))
    (define (thread-join! t . rest)
      (check-thread t "thread-join!")
      (let ((deadline (deadline-of (optional rest #f) "thread-join!"))
            (default (if (and (pair? rest) (pair? (cdr rest))) (cadr rest) absent)))
        (if (not (eq? (thread-state t) 'dead))
            (begin
              (set-joiners! t (cons (ticket) (thread-joiners t)))
              (wait deadline)))
        (cond ((not (eq? (thread-state t) 'dead))
               (if (eq? default absent) (raise (make-join-timeout)) default))
              ((thread-failure t) => raise)
              (else (thread-result t)))))
    (define (thread-sleep! timeout)
      (let ((deadline (deadline-of timeout "thread-sleep!")))
        (if (not deadline) (wrong-type "thread-sleep!" 1 "a time or a number" timeout))
        (wait deadline)
        (if #f #f)))

    ; ---- time

    (define-record-type time (make-time seconds) time? (seconds time-seconds))
    (define (current-time) (make-time (now)))
    (define (time->seconds t)
      (check-argument time? t "time->seconds" 1 "a time")
      (time-seconds t))
    (define (seconds->time s)
      (check-argument real? s "seconds->time" 1 "a real number")
      (make-time s))
    (define (deadline-of x who)
      (cond ((not x) #f)
            ((time? x) (time-seconds x))
            ((real? x) (+ (now) x))
            (else (wrong-type who 2 "a time, a number or #f" x))))

    ; ---- mutexes. The owner is a thread; #t for a lock that belongs to nobody; #f if unlocked.

    (define-record-type mutex (new-mutex name owner abandoned waiting specific) mutex?
      (name mutex-name)
      (owner mutex-owner set-owner!)
      (abandoned mutex-abandoned set-abandoned!)
      (waiting mutex-waiting)
      (specific mutex-specific-field set-mutex-specific!))
    (define-syntax check-mutex
      (syntax-rules ()
        ((_ m who) (check-argument mutex? m who 1 "a mutex"))))
    (define (make-mutex . name) (new-mutex (optional name (if #f #f)) #f #f (make-queue) (if #f #f)))
    (define (mutex-specific m) (check-mutex m "mutex-specific") (mutex-specific-field m))
    (define (mutex-specific-set! m x) (check-mutex m "mutex-specific-set!") (set-mutex-specific! m x))
    (define (mutex-state m)
      (check-mutex m "mutex-state")
      (let ((owner (mutex-owner m)))
        (cond ((thread? owner) owner)
              (owner 'not-owned)
              ((mutex-abandoned m) 'abandoned)
              (else 'not-abandoned))))
    (define (take! m owner)
      (if (thread? owner)
          (if (eq? (thread-state owner) 'dead)
              (begin (set-owner! m #f) (set-abandoned! m #t))
              (begin
                (set-owner! m owner)
                (set-mutexes! owner (cons m (thread-mutexes owner)))))
          (set-owner! m #t)))
    (define (release! m)
      (let ((owner (mutex-owner m)))
        (if (thread? owner) (set-mutexes! owner (remove (lambda (x) (eq? x m)) (thread-mutexes owner))))
        (set-owner! m #f)
        (let ((t (next-waiting! (mutex-waiting m))))
          (if t (make-ready! t 'free)))))
    (define (abandon! m)
      (set-abandoned! m #t)
      (set-owner! m #f)
      (let ((t (next-waiting! (mutex-waiting m))))
        (if t (make-ready! t 'free))))
    (define (mutex-lock! m . rest)
      (check-mutex m "mutex-lock!")
      (let ((deadline (deadline-of (optional rest #f) "mutex-lock!"))
            (owner (if (and (pair? rest) (pair? (cdr rest))) (or (cadr rest) #t) current)))
        (let again ()
          (cond ((not (mutex-owner m))
                 (let ((abandoned (mutex-abandoned m)))
                   (set-abandoned! m #f)
                   (take! m owner)
                   (if abandoned (raise (make-abandoned-mutex)) #t)))
                ((and deadline (<= deadline (now))) #f)
                (else
                 (enqueue! (mutex-waiting m) (ticket))
                 (if (eq? (wait deadline) 'timeout) #f (again)))))))
    (define (mutex-unlock! m . rest)
      (check-mutex m "mutex-unlock!")
      (let ((cv (optional rest #f))
            (deadline (deadline-of (if (and (pair? rest) (pair? (cdr rest))) (cadr rest) #f) "mutex-unlock!")))
        (if (mutex-owner m) (release! m))
        (if cv
            (begin
              (check-argument condition-variable? cv "mutex-unlock!" 2 "a condition variable")
              (enqueue! (cv-waiting cv) (ticket))
              (not (eq? (wait deadline) 'timeout)))
            #t)))

    ; ---- condition variables

    (define-record-type condition-variable (new-cv name waiting specific) condition-variable?
      (name condition-variable-name)
      (waiting cv-waiting)
      (specific cv-specific set-cv-specific!))
    (define-syntax check-cv
      (syntax-rules ()
        ((_ cv who) (check-argument condition-variable? cv who 1 "a condition variable"))))
    (define (make-condition-variable . name) (new-cv (optional name (if #f #f)) (make-queue) (if #f #f)))
    (define (condition-variable-specific cv) (check-cv cv "condition-variable-specific") (cv-specific cv))
    (define (condition-variable-specific-set! cv x) (check-cv cv "condition-variable-specific-set!") (set-cv-specific! cv x))
    (define (condition-variable-signal! cv)
      (check-cv cv "condition-variable-signal!")
      (let ((t (next-waiting! (cv-waiting cv))))
        (if t (make-ready! t 'signal))))
    (define (condition-variable-broadcast! cv)
      (check-cv cv "condition-variable-broadcast!")
      (let loop ()
        (let ((t (next-waiting! (cv-waiting cv))))
          (if t (begin (make-ready! t 'signal) (loop))))))

    ; The handlers as they are now.
    (define (current-exception-handler)
      (let ((handlers (%dynamic-handlers %dynamic-state)))
        (lambda (x)
          (%set-dynamic-handlers! %dynamic-state handlers)
          (raise-continuable x))))

    ((call/cc (lambda (k) (set! root (in-place k)) (lambda () #f))))))
