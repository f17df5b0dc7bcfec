;; A name with a dot in it, in a file whose extension is not that of libraries.
(define-library (my deep v3.5-areas)
  (export square-area)
  (import (scheme base))
  (include "square.inc")
  (begin (define loaded 'once)))
