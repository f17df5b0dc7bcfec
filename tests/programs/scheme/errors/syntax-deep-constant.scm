;; A macro that nests its operand without end.
; exit: 3
; error: expressions nested deeper than 10000
(define-syntax deeper (syntax-rules () ((_ x) (deeper (x)))))
(deeper 1)
