; A macro whose expansion is a larger use of itself.
; exit: 3
(define-syntax grow (syntax-rules () ((_ x ...) (grow x ... x ...))))
(grow 1)
; error: the expansion of this macro use is too large
