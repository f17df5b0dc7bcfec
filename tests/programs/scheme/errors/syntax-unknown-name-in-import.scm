;; An import of a name that a library does not export.
; exit: 3
(import (only (scheme base) car no-such-name))
; error: no-such-name
