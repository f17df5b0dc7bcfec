; SRFI 9: define-record-type, which is part of (scheme base).
(define-library (srfi 9)
  (export define-record-type)
  (import (scheme base)))
