(define-library (cyclic self)
  (export)
  (import (cyclic self)))
