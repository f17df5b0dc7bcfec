(define-library (cyclic b)
  (export y)
  (import (scheme base) (cyclic a))
  (begin (define y 1)))
