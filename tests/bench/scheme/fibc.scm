;; Fibonacci numbers where numbers are counted up and down by procedures and every sum goes through a captured continuation.
;; bench: control
;; size: iterations
;; quick: 1

(define size 6000)

(define largest (if (< size 2) 8 18))

(define (succ n) (+ n 1))
(define (pred n) (- n 1))

;; A sum that passes its result to a continuation at every step.
(define (add a b k)
  (if (= b 0)
      (k a)
      (add/cc (succ a) (pred b) k)))

(define (add/cc a b k)
  (k (call-with-current-continuation (lambda (k2) (add a b k2)))))

(define (fib n k)
  (cond ((= n 0) (k 0))
        ((= n 1) (k 1))
        (else
         (call-with-current-continuation
           (lambda (k2)
             (let ((a (call-with-current-continuation (lambda (k3) (fib (pred n) k3))))
                   (b (call-with-current-continuation (lambda (k3) (fib (pred (pred n)) k3)))))
               (k (add-small a b k2))))))))

;; Small second operands only, so that the time goes into continuations and not into counting.
(define (add-small a b k)
  (if (< b 4)
      (call-with-current-continuation (lambda (k2) (add a b k2)))
      (+ a b)))

(define (repeat count result)
  (if (= count 0)
      result
      (repeat (- count 1)
              (call-with-current-continuation (lambda (k) (fib largest k))))))

(display (repeat size 0))
(newline)
;; expect: 21
