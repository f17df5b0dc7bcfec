; SRFI 39: parameter objects, which are part of (scheme base).
(define-library (srfi 39)
  (export make-parameter parameterize)
  (import (scheme base)))
