; SRFI 87: => in the clauses of case, which is part of (scheme base).
(define-library (srfi 87)
  (export case => else)
  (import (scheme base)))
