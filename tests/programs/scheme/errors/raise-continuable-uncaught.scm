;; Uncaught, raise-continuable ends the program as raise does.
; exit: 1
(display (raise-continuable 42))
; error: 42
