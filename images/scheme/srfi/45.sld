; SRFI 45: iterative lazy algorithms. `lazy` is delay-force, `eager` a promise that has its value.
(define-library (srfi 45)
  (export delay lazy force eager promise? make-promise)
  (import (scheme base) (scheme lazy))
  (begin
    (define-syntax lazy
      (syntax-rules () ((_ e) (delay-force e))))
    (define (eager x)
      ; A promise as value stays a value.
      (if (promise? x) (let ((p (delay x))) (force p) p) (make-promise x)))))
