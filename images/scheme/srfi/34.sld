; SRFI 34: exceptions, which R7RS has.
(define-library (srfi 34)
  (export with-exception-handler guard raise => else)
  (import (scheme base)))
