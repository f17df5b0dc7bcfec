;; With eval in the program any name may come to be bound: nothing is said about unbound names.
;; exit: 1
;; error: eval.scm:9:1: error: the end
;; no-error: : warning:
;; limits: --error-format=short
(eval '(define surprise 5) (interaction-environment))
(define (f) surprise)
(display (f)) (newline) ; expect: 5
(error "the end")
