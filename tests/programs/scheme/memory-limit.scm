;; The memory limit ends a program that keeps everything.
(let loop ((l '())) (loop (cons (make-vector 10000 0) l)))
;; limits: --max-heap=16M
;; error: memory
;; exit: 4
