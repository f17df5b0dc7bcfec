;; A global used before its definition has been evaluated.
; exit: 1
(define (f) later)
(display (f))
(define later 1)
; error: later
