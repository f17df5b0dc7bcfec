;; The same parameter twice.
; exit: 3
(define f (lambda (x y x) x))
; error: x
