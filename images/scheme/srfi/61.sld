; SRFI 61: cond with clauses (generator guard => receiver): the values of the generator go to both.
(define-library (srfi 61)
  (export (rename general-cond cond) => else)
  (import (scheme base))
  (begin
    (define-syntax general-cond
      (syntax-rules (=> else)
        ((_ (else e ...)) (cond (else e ...)))
        ((_ (e => receiver) clause ...)
         (let ((value e)) (if value (receiver value) (general-cond clause ...))))
        ((_ (generator guard => receiver) clause ...)
         (call-with-values (lambda () generator)
           (lambda values
             (if (apply guard values) (apply receiver values) (general-cond clause ...)))))
        ((_ (e) clause ...)
         (let ((value e)) (if value value (general-cond clause ...))))
        ((_ (test e ...) clause ...)
         (if test (let () e ...) (general-cond clause ...)))
        ((_) (if #f #f))))))
