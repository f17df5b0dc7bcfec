;; An object with one method that a flag chose: adding up its arguments or counting them. The loop sends to it without knowing.
;; bench: tlc
;; quick: 1000

(define size 100000000)

(define-record-type accumulator
  (make-accumulator value method)
  accumulator?
  (value accumulator-value set-accumulator-value!)
  (method accumulator-method))

(define (send! object argument)
  ((accumulator-method object) object argument))

(define (add! self x)
  (set-accumulator-value! self (+ (accumulator-value self) x)))

(define (count! self x)
  (set-accumulator-value! self (+ (accumulator-value self) 1)))

(define (accumulate n)
  (let ((object (make-accumulator 0 (if (< n 0) count! add!))))
    (let loop ((n (abs n)))
      (if (= n 0)
          (accumulator-value object)
          (begin
            (send! object n)
            (loop (- n 1)))))))

(display (accumulate size))
(newline)
(display (accumulate (- size)))
(newline)
;; expect: 500500
;; expect: 1000
