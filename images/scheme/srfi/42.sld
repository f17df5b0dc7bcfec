; SRFI 42: eager comprehensions.
;
; A generator is a macro that gets a continuation, (keyword argument ...), and expands to (keyword argument ... loop), where `loop` is
;   (:do (let (outer-binding ...) command ...) (loop-binding ...) continue? (let (inner-binding ...) command ...) continue-2? (step ...))
; so generators are put together from others, and run in parallel, by working on such loops.

(define-library (srfi 42)
  (export do-ec list-ec append-ec string-ec string-append-ec vector-ec vector-of-length-ec sum-ec product-ec min-ec max-ec
          any?-ec every?-ec first-ec last-ec fold-ec fold3-ec nested
          : :list :string :vector :integers :range :real-range :char-range :port :dispatched :do :let :parallel :while :until
          :-dispatch-ref :-dispatch-set! make-initial-:-dispatch dispatch-union :generator-proc)
  (import (scheme internal) (srfi check))
  (begin
    (define-syntax nested
      (syntax-rules () ((_ . rest) (syntax-error "nested is a qualifier of comprehensions"))))

    ; ---- the loop

    (define-syntax do-ec
      (syntax-rules (nested if not and or begin)
        ((_ command) command)
        ((_ (nested q1 ...) q ...) (do-ec q1 ... q ...))
        ((_ (if test) q ...) (if test (do-ec q ...)))
        ((_ (not test) q ...) (if (not test) (do-ec q ...)))
        ((_ (and test ...) q ...) (if (and test ...) (do-ec q ...)))
        ((_ (or test ...) q ...) (if (or test ...) (do-ec q ...)))
        ((_ (begin command ...) q ...) (begin command ... (do-ec q ...)))
        ((_ (generator argument ...) q ...) (generator (do-loop (q ...)) argument ...))))
    (define-syntax do-loop
      (syntax-rules ()
        ((_ (q ...) (do-keyword (let-1 outer oc ...) ((name init) ...) ne1 (let-2 inner ic ...) ne2 (step ...)))
         (let outer
           oc ...
           (let loop ((name init) ...)
             (if ne1
                 (let inner
                   ic ...
                   (do-ec q ...)
                   (if ne2 (loop step ...)))))))))

    ; ---- generators

    (define-syntax :do
      (syntax-rules ()
        ((_ (k ...) outer bindings ne1 inner ne2 steps) (k ... (:do outer bindings ne1 inner ne2 steps)))
        ((_ (k ...) bindings ne1 steps) (k ... (:do (let ()) bindings ne1 (let ()) #t steps)))))
    (define-syntax :let
      (syntax-rules (index)
        ((_ k x (index i) e) (:do k (let ((x e) (i 0))) () #t (let ()) #f ()))
        ((_ k x e) (:do k (let ((x e))) () #t (let ()) #f ()))))
    (define-syntax :list
      (syntax-rules (index)
        ((_ k x (index i) e ...) (:parallel k (:list x e ...) (:integers i)))
        ((_ k x e) (:do k (let ()) ((l e)) (pair? l) (let ((x (car l)))) #t ((cdr l))))
        ((_ k x e ...) (:list k x (append e ...)))))
    (define-syntax :string
      (syntax-rules (index)
        ((_ k x (index i) e ...) (:parallel k (:string x e ...) (:integers i)))
        ((_ k x e)
         (:do k (let ((s e) (n 0)) (set! n (string-length s))) ((i 0)) (< i n) (let ((x (string-ref s i)))) #t ((+ i 1))))
        ((_ k x e ...) (:string k x (string-append e ...)))))
    (define-syntax :vector
      (syntax-rules (index)
        ((_ k x (index i) e ...) (:parallel k (:vector x e ...) (:integers i)))
        ((_ k x e)
         (:do k (let ((v e) (n 0)) (set! n (vector-length v))) ((i 0)) (< i n) (let ((x (vector-ref v i)))) #t ((+ i 1))))
        ((_ k x e ...) (:vector k x (vector-append e ...)))))
    (define-syntax :integers
      (syntax-rules (index)
        ((_ k x (index i)) (:do k ((x 0) (i 0)) #t ((+ x 1) (+ i 1))))
        ((_ k x) (:do k ((x 0)) #t ((+ x 1))))))
    ; How often a range steps.
    (define (steps a b step who)
      (check-argument real? a who 1 "a real number")
      (check-argument real? b who 2 "a real number")
      (check-argument real? step who 3 "a real number")
      (if (= step 0) (error (string-append who ": the step is zero")))
      (max 0 (ceiling (/ (- b a) step))))
    (define-syntax :range
      (syntax-rules (index)
        ((_ k x (index i) e ...) (:parallel k (:range x e ...) (:integers i)))
        ((_ k x b) (:range k x 0 b 1))
        ((_ k x a b) (:range k x a b 1))
        ((_ k x a b step)
         (:do k
              (let ((from a) (by step) (n 0)) (set! n (steps from b by ":range")))
              ((j 0)) (< j n) (let ((x (+ from (* j by))))) #t ((+ j 1))))))
    (define-syntax :real-range
      (syntax-rules (index)
        ((_ k x (index i) e ...) (:parallel k (:real-range x e ...) (:integers i)))
        ((_ k x b) (:range k x 0 b 1))
        ((_ k x a b) (:range k x a b 1))
        ((_ k x a b step)
         (:do k
              (let ((from a) (by step) (to b) (n 0))
                (if (or (inexact? from) (inexact? to) (inexact? by)) (set! from (inexact from)))
                (set! n (steps from to by ":real-range")))
              ((j 0)) (< j n) (let ((x (+ from (* j by))))) #t ((+ j 1))))))
    (define-syntax :char-range
      (syntax-rules (index)
        ((_ k x (index i) a b) (:parallel k (:char-range x a b) (:integers i)))
        ((_ k x a b)
         (:do k
              (let ((last (char->integer b))))
              ((code (char->integer a))) (<= code last) (let ((x (integer->char code)))) #t ((+ code 1))))))
    (define-syntax :port
      (syntax-rules (index)
        ((_ k x (index i) e ...) (:parallel k (:port x e ...) (:integers i)))
        ((_ k x port) (:port k x port read))
        ((_ k x port get)
         (:do k (let ((p port) (next get))) ((x (next p))) (not (eof-object? x)) (let ()) #t ((next p))))))

    ; ---- generators from generators

    (define-syntax :parallel
      (syntax-rules ()
        ((_ (k ...)) (k ... (:do (let ()) () #t (let ()) #t ())))
        ((_ k (generator argument ...)) (generator k argument ...))
        ((_ k (generator argument ...) more ...) (generator (parallel-first k (more ...)) argument ...))))
    (define-syntax parallel-first
      (syntax-rules ()
        ((_ k ((generator argument ...) more ...) loop)
         (generator (parallel-next k (more ...) loop) argument ...))))
    (define-syntax parallel-next
      (syntax-rules ()
        ((_ (k ...) more
            (do-1 (let-1 (ob1 ...) oc1 ...) (lb1 ...) ne11 (let-2 (ib1 ...) ic1 ...) ne12 (ls1 ...))
            (do-2 (let-3 (ob2 ...) oc2 ...) (lb2 ...) ne21 (let-4 (ib2 ...) ic2 ...) ne22 (ls2 ...)))
         (parallel-end (k ...) more
                       (:do (let (ob1 ... ob2 ...) oc1 ... oc2 ...)
                            (lb1 ... lb2 ...)
                            (and ne11 ne21)
                            (let (ib1 ... ib2 ...) ic1 ... ic2 ...)
                            (and ne12 ne22)
                            (ls1 ... ls2 ...))))))
    (define-syntax parallel-end
      (syntax-rules ()
        ((_ (k ...) () loop) (k ... loop))
        ((_ k ((generator argument ...) more ...) loop)
         (generator (parallel-next k (more ...) loop) argument ...))))
    ; The inner variables become outer ones, so that the test sees them before the body runs.
    (define-syntax :while
      (syntax-rules ()
        ((_ k (generator argument ...) test) (generator (while-loop k test) argument ...))))
    (define-syntax while-loop
      (syntax-rules ()
        ((_ (k ...) test (do-1 (let-1 (ob ...) oc ...) lbs ne1 (let-2 ((x e) ...) ic ...) ne2 steps))
         (k ... (:do (let (ob ... (x #f) ...) oc ...)
                     lbs
                     (and ne1 (let () (set! x e) ... ic ... test))
                     (let ())
                     ne2
                     steps)))))
    (define-syntax :until
      (syntax-rules ()
        ((_ k (generator argument ...) test) (generator (until-loop k test) argument ...))))
    (define-syntax until-loop
      (syntax-rules ()
        ((_ (k ...) test (do-1 outer lbs ne1 inner ne2 steps))
         (k ... (:do outer lbs ne1 inner (if test #f ne2) steps)))))

    ; ---- dispatching on the arguments at run time

    ; A procedure that gives the elements one by one, and its argument when there are no more.
    (define-syntax :generator-proc
      (syntax-rules ()
        ((_ (generator argument ...))
         (suspended (lambda (yield) (do-ec (generator x argument ...) (yield x)))))))
    (define (suspended run)
      (let ((return #f) (resume #f) (done #f))
        (define (yield x)
          (call/cc (lambda (k) (set! resume k) (return x))))
        (lambda (empty)
          (if done
              empty
              (call/cc (lambda (k)
                         (set! return k)
                         (if resume (resume #t) (run yield))
                         (set! done #t)
                         (return empty)))))))
    (define-syntax :dispatched
      (syntax-rules (index)
        ((_ k x (index i) dispatch e ...) (:parallel k (:dispatched x dispatch e ...) (:integers i)))
        ((_ k x dispatch e ...)
         (:do k
              (let ((d dispatch) (arguments (list e ...)) (next #f) (empty (list 'empty)))
                (set! next (d arguments))
                (if (not (procedure? next)) (error "unknown arguments of a generator:" arguments)))
              ((x (next empty))) (not (eq? x empty)) (let ()) #t ((next empty))))))
    (define (make-initial-:-dispatch)
      (lambda (arguments)
        (define (all? ok?) (every ok? arguments))
        (cond ((null? arguments) '(srfi 42))
              ((all? list?) (let ((l (apply append arguments))) (:generator-proc (:list l))))
              ((all? string?) (let ((s (apply string-append arguments))) (:generator-proc (:string s))))
              ((all? vector?) (let ((v (apply vector-append arguments))) (:generator-proc (:vector v))))
              ((and (all? real?) (<= (length arguments) 3))
               (let* ((n (length arguments))
                      (from (if (= n 1) 0 (car arguments)))
                      (to (if (= n 1) (car arguments) (cadr arguments)))
                      (by (if (= n 3) (caddr arguments) 1)))
                 (:generator-proc (:real-range from to by))))
              ((and (all? char?) (= (length arguments) 2))
               (:generator-proc (:char-range (car arguments) (cadr arguments))))
              ((and (input-port? (car arguments)) (null? (cdr arguments)))
               (:generator-proc (:port (car arguments))))
              ((and (input-port? (car arguments)) (procedure? (cadr arguments)) (null? (cddr arguments)))
               (:generator-proc (:port (car arguments) (cadr arguments))))
              (else #f))))
    (define (dispatch-union d1 d2)
      (lambda (arguments)
        (let ((g1 (d1 arguments)) (g2 (d2 arguments)))
          (cond ((null? arguments) (list g1 g2))
                ((procedure? g1)
                 (if (procedure? g2) (error "two dispatchers claim the arguments:" arguments))
                 g1)
                (else g2)))))
    (define dispatcher (make-initial-:-dispatch))
    (define (:-dispatch-ref) dispatcher)
    (define (:-dispatch-set! d)
      (check-procedure d ":-dispatch-set!" 1)
      (set! dispatcher d))
    (define-syntax :
      (syntax-rules (index)
        ((_ k x (index i) e ...) (:parallel k (:dispatched x (:-dispatch-ref) e ...) (:integers i)))
        ((_ k x e ...) (:dispatched k x (:-dispatch-ref) e ...))))

    ; ---- comprehensions

    (define-syntax fold-ec
      (syntax-rules ()
        ((_ seed q ... e f)
         (let ((acc seed))
           (do-ec q ... (set! acc (f e acc)))
           acc))))
    (define-syntax fold3-ec
      (syntax-rules ()
        ((_ seed q ... e f1 f2)
         (let ((none #t) (acc #f))
           (do-ec q ... (if none
                            (begin (set! acc (f1 e)) (set! none #f))
                            (set! acc (f2 e acc))))
           (if none seed acc)))))
    (define-syntax list-ec
      (syntax-rules () ((_ q ... e) (reverse (fold-ec '() q ... e cons)))))
    (define-syntax append-ec
      (syntax-rules () ((_ q ... e) (apply append (list-ec q ... e)))))
    (define-syntax string-ec
      (syntax-rules () ((_ q ... e) (list->string (list-ec q ... e)))))
    (define-syntax string-append-ec
      (syntax-rules () ((_ q ... e) (%string-append-list (list-ec q ... e)))))
    (define-syntax vector-ec
      (syntax-rules () ((_ q ... e) (list->vector (list-ec q ... e)))))
    (define-syntax vector-of-length-ec
      (syntax-rules ()
        ((_ k q ... e)
         (let* ((n k) (v (make-vector n)) (i 0))
           (do-ec q ... (begin
                          (if (= i n) (error "vector-of-length-ec: more elements than" n))
                          (vector-set! v i e)
                          (set! i (+ i 1))))
           (if (< i n) (error "vector-of-length-ec: fewer elements than" n))
           v))))
    (define-syntax sum-ec
      (syntax-rules () ((_ q ... e) (fold-ec 0 q ... e +))))
    (define-syntax product-ec
      (syntax-rules () ((_ q ... e) (fold-ec 1 q ... e *))))
    (define (empty-error who) (error (string-append who ": there is no element")))
    (define-syntax min-ec
      (syntax-rules () ((_ q ... e) (fold3-ec (empty-error "min-ec") q ... e values min))))
    (define-syntax max-ec
      (syntax-rules () ((_ q ... e) (fold3-ec (empty-error "max-ec") q ... e values max))))
    (define-syntax first-ec
      (syntax-rules ()
        ((_ default q ... e)
         (call/cc (lambda (return)
                    (do-ec q ... (return e))
                    default)))))
    (define-syntax last-ec
      (syntax-rules ()
        ((_ default q ... e)
         (let ((last default))
           (do-ec q ... (set! last e))
           last))))
    (define-syntax any?-ec
      (syntax-rules () ((_ q ... test) (first-ec #f q ... (if test) #t))))
    (define-syntax every?-ec
      (syntax-rules () ((_ q ... test) (first-ec #t q ... (if (not test)) #f))))))
