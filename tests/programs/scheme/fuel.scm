;; A limit ends the program with status 4.
(let loop ((i 0)) (loop (+ i 1)))
;; limits: --fuel=5000
;; error: fuel limit of 5000 exceeded
;; exit: 4
