;; A constant that would have 2^34 elements.
; exit: 3
; error: the expansion of this macro use is too large
(define-syntax double (syntax-rules () ((_ (a b ...) x) (double (b ...) (x x))) ((_ () x) 'x)))
(double (1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34) 1)
