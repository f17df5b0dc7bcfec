;; The names of R7RS-large for libraries of SRFIs: the same bindings, so that both may be imported.
(import (scheme base) (scheme write) (scheme list) (srfi 1) (scheme comparator) (scheme box) (scheme bitwise))
(write (list (first '(1 2)) (unbox (box 2)) (bit-count 7) (comparator? (make-default-comparator)))) (newline)
;; expect: (1 2 3 #t)
