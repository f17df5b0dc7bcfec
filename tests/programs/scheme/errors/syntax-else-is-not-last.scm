;; else before other clauses.
; exit: 3
(cond (else 1) (#t 2))
; error: else
