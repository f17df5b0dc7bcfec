; SRFI 0: cond-expand, which is part of the language.
(define-library (srfi 0)
  (export cond-expand)
  (import (scheme base)))
