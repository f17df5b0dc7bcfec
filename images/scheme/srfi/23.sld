; SRFI 23: error, which is part of (scheme base).
(define-library (srfi 23)
  (export error)
  (import (scheme base)))
