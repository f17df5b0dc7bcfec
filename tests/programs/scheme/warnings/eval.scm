;; With eval in the program any name may come to be bound: nothing is said about unbound names. (The error of standard error is the only line.)
;; exit: 1
;; error: eval.scm:8:1: error: the end
;; limits: --error-format=short
(eval '(define surprise 5) (interaction-environment))
(define (f) surprise)
(display (f)) (newline) ; expect: 5
(error "the end")
