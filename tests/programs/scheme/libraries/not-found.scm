;; limits: -I libraries -I somewhere/else
;; exit: 3
;; error: library (no such thing) not found
;; error: libraries/no/such/thing.sld
;; error: somewhere/else/no/such/thing.scm
;; error: not-found.scm:7:23
(import (scheme base) (no such thing))
