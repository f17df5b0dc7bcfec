;; What a macro makes of its operand doubles with each use, though the parts are shared.
; exit: 3
; error: the expansion of this macro use is too large
(define-syntax twice (syntax-rules () ((_ x) (twice (x x)))))
(twice 1)
