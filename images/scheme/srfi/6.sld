; SRFI 6: string ports, which are part of (scheme base).
(define-library (srfi 6)
  (export open-input-string open-output-string get-output-string)
  (import (scheme base)))
