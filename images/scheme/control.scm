; Control: continuations, dynamic-wind, exceptions, parameters, promises.
;
; The dynamic state holds the stack of exception handlers, the winders of dynamic-wind, and the bindings that parameterize has made.
; A continuation remembers all three. Handlers are procedures, or marks left by guard.

(define %state %dynamic-state)

; ---- multiple values

(define (values . args) (%list->values args))
(define (call-with-values producer consumer) (call-with-values producer consumer))
(define (apply f x . rest)
  (if (null? rest)
      (apply f x)
      (apply f (cons x (%spread rest)))))
(define (%spread l)
  (if (null? (cdr l))
      (car l)
      (cons (car l) (%spread (cdr l)))))

; ---- continuations and dynamic-wind

; A winder has its thunks, and the handlers and parameters of the call of dynamic-wind, with which they run. The list of winders
; grows at its head.
(define-record-type %winder
  (%make-winder before after handlers parameters)
  %winder?
  (before %winder-before)
  (after %winder-after)
  (handlers %winder-handlers)
  (parameters %winder-parameters))

(define (dynamic-wind before thunk after)
  (before)
  (let ((winders (%dynamic-winders %state)))
    (%set-dynamic-winders!
      %state
      (cons (%make-winder before after (%dynamic-handlers %state) (%dynamic-parameters %state)) winders))
    (let ((result (thunk)))
      (%set-dynamic-winders! %state winders)
      (after)
      result)))

(define (%common-tail a b)
  (let ((la (length a)) (lb (length b)))
    (let loop ((a (if (> la lb) (list-tail a (- la lb)) a))
               (b (if (> lb la) (list-tail b (- lb la)) b)))
      (if (eq? a b) a (loop (cdr a) (cdr b))))))

; Calls a thunk of a winder in the dynamic environment outside of its extent.
(define (%run-thunk winder thunk)
  (%set-dynamic-handlers! %state (%winder-handlers winder))
  (%set-dynamic-parameters! %state (%winder-parameters winder))
  (thunk))

; Leaves and enters until the winders are those wanted. Handlers and parameters are then up to the caller.
(define (%rewind to)
  (let ((from (%dynamic-winders %state)))
    (if (not (eq? from to))
        (let ((common (%common-tail from to)))
          (let leave ((l from))
            (if (not (eq? l common))
                (begin
                  (%set-dynamic-winders! %state (cdr l))
                  (%run-thunk (car l) (%winder-after (car l)))
                  (leave (cdr l)))))
          (let enter ((l to))
            (if (not (eq? l common))
                (begin
                  (enter (cdr l))
                  (%run-thunk (car l) (%winder-before (car l)))
                  (%set-dynamic-winders! %state l))))))))

; The continuation of this procedure's frame is that of its call: f is called in its place.
(define (call-with-current-continuation f)
  (let ((k (%capture))
        (handlers (%dynamic-handlers %state))
        (winders (%dynamic-winders %state))
        (parameters (%dynamic-parameters %state)))
    (f (lambda xs
         (if (not (eq? winders (%dynamic-winders %state))) (%rewind winders))
         (%set-dynamic-handlers! %state handlers)
         (%set-dynamic-parameters! %state parameters)
         (%reinstate k (if (and (pair? xs) (null? (cdr xs))) (car xs) (%list->values xs)))))))
(define (call/cc f) (call-with-current-continuation f))
(define (call-with-escape-continuation f) (call-with-current-continuation f))
(define (within-continuation k thunk) (call-with-values thunk k))

; ---- exceptions

; What guard leaves on the stack of handlers: where to go back to.
(define-record-type %guard-mark
  (%make-guard-mark winders exhaustive)
  %guard-mark?
  (winders %guard-mark-winders)
  (exhaustive %guard-mark-exhaustive))

; What is thrown to the frame of a guard: the mark, the exception, and how to raise it again.
(define-record-type %thrown
  (%make-thrown mark payload again)
  %thrown?
  (mark %thrown-mark)
  (payload %thrown-payload)
  (again %thrown-again))

(define (%throw-to mark obj again)
  (%rewind (%guard-mark-winders mark))
  (%throw (%make-thrown mark obj again)))

(define (%uncaught-exception obj)
  (flush-output-port)
  (%uncaught obj))

; Calls the innermost handler with the outer ones installed; gives its value.
(define (%signal obj)
  (let ((handlers (%dynamic-handlers %state)))
    (if (null? handlers)
        (%uncaught-exception obj)
        (let ((handler (car handlers)))
          (if (%guard-mark? handler)
              (if (%guard-mark-exhaustive handler)
                  (%throw-to handler obj #f)
                  ; The clauses may all fail: then the exception is raised again here, to the outer handlers.
                  ((call-with-current-continuation
                     (lambda (k)
                       (%throw-to handler obj
                                  (lambda ()
                                    (k (lambda ()
                                         (%set-dynamic-handlers! %state (cdr handlers))
                                         (let ((value (%signal obj)))
                                           (%set-dynamic-handlers! %state handlers)
                                           value)))))))))
              (begin
                (%set-dynamic-handlers! %state (cdr handlers))
                (let ((value (handler obj)))
                  (%set-dynamic-handlers! %state handlers)
                  value)))))))

(define (raise-continuable obj) (%signal obj))

(define (raise obj)
  (let ((handlers (%dynamic-handlers %state)))
    (%signal obj)
    ; A handler has returned: that is an error in the handler's own context.
    (if (pair? handlers) (%set-dynamic-handlers! %state (cdr handlers)))
    (raise (%make-condition 'non-continuable "a handler returned from a non-continuable exception:" (list obj)))))

(%set-raise! raise)

(define (with-exception-handler handler thunk)
  (if (not (procedure? handler))
      (raise (%make-condition 'type "with-exception-handler: argument 1 must be a procedure, not" (list handler))))
  (let ((handlers (%dynamic-handlers %state)))
    (%set-dynamic-handlers! %state (cons handler handlers))
    (let ((result (thunk)))
      (%set-dynamic-handlers! %state handlers)
      result)))

; The work of guard: `thunk` is the body, `handle` takes the exception and a procedure that raises it again, and
; `exhaustive` tells that the clauses end in else.
(define (%guard thunk handle exhaustive)
  (let* ((handlers (%dynamic-handlers %state))
         (winders (%dynamic-winders %state))
         (parameters (%dynamic-parameters %state))
         (mark (%make-guard-mark winders exhaustive)))
    (%set-dynamic-handlers! %state (cons mark handlers))
    (let ((result (%catch (thunk)
                          (lambda (x)
                            (cond ((not (%thrown? x))
                                   ; Faults of the machine come without a place to go back to.
                                   (%rewind winders)
                                   (%make-thrown mark x (lambda () (raise x))))
                                  ((eq? (%thrown-mark x) mark) x)
                                  (else (%throw x)))))))
      (%set-dynamic-handlers! %state handlers)
      ; The clauses are in tail position: a loop through them needs no space.
      (if (and (%thrown? result) (eq? (%thrown-mark result) mark))
          (begin
            (%set-dynamic-parameters! %state parameters)
            (handle (%thrown-payload result) (%thrown-again result)))
          result))))

(define (error message . irritants)
  (raise (%make-condition 'error message irritants)))

(define (error-object? x) (%condition? x))
(define (error-object-message c) (%condition-message c))
(define (error-object-irritants c) (%condition-irritants c))
(define (read-error? x) (and (%condition? x) (eq? (%condition-kind x) 'read)))
(define (file-error? x) (and (%condition? x) (eq? (%condition-kind x) 'file)))
(define (condition? x) (%condition? x))
(define (condition/report-string c) (%report c))
(define (access-condition c field)
  (case field
    ((message) (%condition-message c))
    ((irritants) (%condition-irritants c))
    ((kind) (%condition-kind c))
    (else (error "access-condition: unknown field" field))))
(define (error? x) (%condition? x))
(define (error-message c) (%condition-message c))
(define (error-irritants c) (%condition-irritants c))
(define (error-message-string c) (%report c))
(define (warn message . irritants)
  (display "warning: " (current-error-port))
  (display (%report (%make-condition 'warning message irritants)) (current-error-port))
  (newline (current-error-port)))

; ---- leaving

(define (%run-winders)
  (%rewind '()))
(define exit
  (case-lambda
    (() (%run-winders) (flush-output-port) (%exit 0))
    ((status)
     (let ((status (%exit-status status)))
       (%run-winders)
       (flush-output-port)
       (%exit status)))))
(define emergency-exit
  (case-lambda
    (() (flush-output-port) (%exit 0))
    ((status) (flush-output-port) (%exit (%exit-status status)))))

; ---- parameters

(define %parameter-key (list 'parameter))

(define (%parameter-binding p)
  (let loop ((l (%dynamic-parameters %state)))
    (cond ((null? l) #f)
          ((eq? (caar l) p) (car l))
          (else (loop (cdr l))))))

(define (%parameter-ref p)
  (let ((binding (%parameter-binding p)))
    (if binding (cdr binding) (%parameter-value p))))

(define (%parameter-assign! p x)
  (let ((binding (%parameter-binding p)))
    (if binding (set-cdr! binding x) (%set-parameter-value! p x))))

; A parameter is a procedure. Called with the key it gives its inside.
(define (%parameter-procedure p)
  (case-lambda
    (() (%parameter-ref p))
    ((x)
     (if (eq? x %parameter-key)
         p
         (%parameter-assign! p (if (%parameter-converter p) ((%parameter-converter p) x) x))))))

(define make-parameter
  (case-lambda
    ((value) (%parameter-procedure (%make-parameter value #f)))
    ((value converter) (%parameter-procedure (%make-parameter (converter value) converter)))))
(define make-settable-parameter make-parameter)
(define make-unsettable-parameter make-parameter)

; `bindings` is a list of (parameter . value).
(define (%parameterize bindings thunk)
  (let ((outer (%dynamic-parameters %state)))
    (let loop ((l bindings) (made '()))
      (if (pair? l)
          (let* ((p ((caar l) %parameter-key))
                 (value (if (%parameter-converter p) ((%parameter-converter p) (cdar l)) (cdar l))))
            (loop (cdr l) (cons (cons p value) made)))
          (begin
            (%set-dynamic-parameters! %state (append made outer))
            (let ((result (thunk)))
              (%set-dynamic-parameters! %state outer)
              result))))))

; ---- promises

; The state is a pair (done . value), shared by all promises of a chain of delay-force.
; The value is the promise's even if it is a promise itself.
(define (%delay thunk) (%make-promise (cons #f (lambda () (%make-promise (cons #t (thunk)))))))
(define (%delay-force thunk) (%make-promise (cons #f thunk)))
(define (promise? x) (%promise? x))
(define (make-promise x)
  (if (%promise? x) x (%make-promise (cons #t x))))
(define (force p)
  (if (%promise? p) (%force p) p))
(define (%force p)
  (let ((state (%promise-state p)))
    (if (car state)
        (cdr state)
        (let ((next ((cdr state))))
          ; Forcing may have been done meanwhile by the thunk itself.
          (let ((state (%promise-state p)))
            (if (not (car state))
                (let ((other (%promise-state next)))
                  (set-car! state (car other))
                  (set-cdr! state (cdr other))
                  (%set-promise-state! next state))))
          (%force p)))))
(define (stream-pair? x) (and (pair? x) (promise? (cdr x))))
(define (stream-head s n) (if (= n 0) '() (cons (car s) (stream-head (force (cdr s)) (- n 1)))))

; ---- evaluation

(define eval
  (case-lambda
    ((form) ((%compile form #f)))
    ((form env) ((%compile form env)))))
(define load
  (case-lambda
    ((name) ((%load name #f)))
    ((name env) ((%load name env)))))
(define (environment . sets)
  (let ((env (%environment sets)))
    (if (pair? env)
        (begin ((car env)) (cdr env))
        env)))
(define (interaction-environment) (%named-environment #t))
(define (scheme-report-environment . version) (%named-environment #f))
(define (null-environment . version) (%named-environment #f))
(define (system-global-environment) (%named-environment #f))
(define (%assertion text) (raise (%make-condition 'assertion text '())))
(define (runtime) (/ (current-jiffy) 1e9))
(define (real-time) (/ (current-jiffy) 1e6))
(define (jiffies-per-second) 1000000000)
(define (void . args) (if #f #f))
(define (gc . args) (%collect))
(define (collect-garbage . args) (%collect))
(define (procedure-arity f) (%procedure-arity f))
