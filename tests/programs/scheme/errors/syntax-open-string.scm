;; A string that never ends.
; exit: 3
(define s "abc)
