;; Takeuchi's function in continuation-passing style: closures made and called once, all calls in tail position.
;; bench: calls
;; quick: 2

(define size 2500)

(define (cps-tak x y z return)
  (if (< y x)
      (cps-tak (- x 1) y z
        (lambda (a)
          (cps-tak (- y 1) z x
            (lambda (b)
              (cps-tak (- z 1) x y
                (lambda (c)
                  (cps-tak a b c return)))))))
      (return z)))

(define (repeat count total)
  (if (= count 0)
      total
      (repeat (- count 1) (+ total (cps-tak 18 12 6 (lambda (v) v))))))

(display (repeat size 0))
(newline)
;; expect: 14
