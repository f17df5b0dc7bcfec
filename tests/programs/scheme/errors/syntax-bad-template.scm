;; A pattern variable with an ellipsis used without one.
; exit: 3
(define-syntax bad (syntax-rules () ((_ a ...) (list a))))
(bad 1 2)
