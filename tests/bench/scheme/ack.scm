;; Ackermann's function: deep recursion in an argument position.
;; bench: calls
;; quick: 5

(define size 11)

(define (ack m n)
  (cond ((= m 0) (+ n 1))
        ((= n 0) (ack (- m 1) 1))
        (else (ack (- m 1) (ack m (- n 1))))))

(display (+ (ack 3 size) (ack 3 (- size 1)) (ack 3 (- size 2))))
(newline)
;; expect: 439
