; SRFI 145: assume. Assumptions are checked always: a test is cheap, and the compiler believes it anyway.
(define-library (srfi 145)
  (export assume)
  (import (scheme base))
  (begin
    (define-syntax assume
      (syntax-rules ()
        ((_ e message ...)
         (let ((value e))
           (if value value (error "invalid assumption:" 'e message ...))))
        ((_ . rest) (syntax-error "assume takes an expression and messages"))))))
