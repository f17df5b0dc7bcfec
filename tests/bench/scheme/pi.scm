;; Digits of pi by a spigot of continued fractions: sums, products and quotients of growing integers.
;; bench: numbers
;; quick: 30

(define size 3500)

;; Digits come out as soon as the two bounds of the fraction agree (Gibbons' streaming algorithm).
(define (pi-digits n)
  (let loop ((q 1) (r 0) (t 1) (k 1) (m 3) (x 3) (n n) (digits '()))
    (cond ((= n 0) (reverse digits))
          ((< (+ (* 4 q) (- r t)) (* m t))
           (loop (* 10 q)
                 (* 10 (- r (* m t)))
                 t
                 k
                 (- (quotient (* 10 (+ (* 3 q) r)) t) (* 10 m))
                 x
                 (- n 1)
                 (cons m digits)))
          (else
           (loop (* q k)
                 (* (+ (* 2 q) r) x)
                 (* t x)
                 (+ k 1)
                 (quotient (+ (* q (+ (* 7 k) 2)) (* r x)) (* t x))
                 (+ x 2)
                 n
                 digits)))))

(define (last-digits digits n)
  (let ((extra (- (length digits) n)))
    (list-tail digits extra)))

(define digits (pi-digits size))

(display (apply + digits))
(display " ")
(display (last-digits digits 10))
(newline)
;; expect: 141 (6 2 6 4 3 3 8 3 2 7)
