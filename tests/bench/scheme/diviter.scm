;; Division by two in unary: lists as numbers, walked two pairs at a time in a loop.
;; bench: calls
;; quick: 10

(define size 2000000)

(define (make-unary n)
  (do ((n n (- n 1)) (l '() (cons '() l)))
      ((= n 0) l)))

(define (half l)
  (do ((l l (cddr l)) (h '() (cons (car l) h)))
      ((null? l) h)))

(define number (make-unary 200))

(define (repeat count last)
  (if (= count 0)
      last
      (repeat (- count 1) (half number))))

(display (length (repeat size '())))
(newline)
;; expect: 100
