;; The stack's limit is an error of the language that a program can handle.
(define (deep n) (+ 1 (deep (+ n 1))))
(write (guard (e (#t 'too-deep)) (deep 0)))
(newline)
(write (guard (e (#t 'too-deep)) (deep 0)))
(newline)
;; limits: --max-stack=1M
;; expect: too-deep
;; expect: too-deep
