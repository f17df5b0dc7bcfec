;; Takeuchi's function where every call captures its continuation and every return goes through one.
;; bench: calls
;; quick: 1

(define size 300)

(define (tak/cc x y z)
  (call-with-current-continuation
    (lambda (k) (tak-into k x y z))))

(define (tak-into k x y z)
  (if (< y x)
      (call-with-current-continuation
        (lambda (k2)
          (tak-into
            k2
            (call-with-current-continuation
              (lambda (k3) (tak-into k3 (- x 1) y z)))
            (call-with-current-continuation
              (lambda (k3) (tak-into k3 (- y 1) z x)))
            (call-with-current-continuation
              (lambda (k3) (tak-into k3 (- z 1) x y))))))
      (k z)))

(define (repeat count total)
  (if (= count 0)
      total
      (repeat (- count 1) (+ total (tak/cc 18 12 6)))))

(display (repeat size 0))
(newline)
;; expect: 7
