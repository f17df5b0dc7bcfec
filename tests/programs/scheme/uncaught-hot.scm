;; The same from compiled code, after many iterations.
(define (get v i) (vector-ref v i))
(define (run v n) (let loop ((i 0) (s 0)) (if (= i n) s (loop (+ i 1) (+ s (get v i))))))
(display (run (make-vector 500 2) 500))
(newline)
(display (run (make-vector 500 2) 501))
;; expect: 1000
;; error: uncaught-hot.scm:2:19
;; exit: 1
