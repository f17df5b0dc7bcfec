;; An import of a library that does not exist.
; exit: 3
(import (scheme base) (no such library))
(display "never")
; error: (no such library)
