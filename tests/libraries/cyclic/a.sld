(define-library (cyclic a)
  (export x)
  (import (scheme base) (cyclic b))
  (begin (define x 1)))
