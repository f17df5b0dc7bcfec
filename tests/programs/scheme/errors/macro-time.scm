;; The limits hold while macros are expanded.
; limits: --timeout 50ms
; exit: 4
; error: time limit of 50 ms exceeded while macros were expanded
(define-syntax twice (syntax-rules () ((_) (begin (twice) (twice)))))
(twice)
