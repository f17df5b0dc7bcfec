;; The limits hold while macros are expanded.
; limits: --fuel 5000
; exit: 4
; error: fuel limit of 5000 exceeded while macros were expanded
(define-syntax twice (syntax-rules () ((_) (begin (twice) (twice)))))
(twice)
