;; An index outside a string.
; exit: 1
(define (f s i) (string-ref s i))
(f "abc" 1)
(f "abc" 3)
; error: string-ref
; error: string-ref-out-of-range.scm:3:
