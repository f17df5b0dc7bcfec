;; An error that nobody catches ends the program with status 1, shows the place and the stack, and flushes the output.
(define (inverse x)
  (if (= x 0)
      (error "no inverse of" x 'zero)
      (/ 1 x)))
(define (sum-of-inverses l)
  (if (null? l) 0 (+ (inverse (car l)) (sum-of-inverses (cdr l)))))
(display "before")
(newline)
(display (sum-of-inverses '(1 2 0)))
;; expect: before
;; error: no inverse of
;; error: uncaught.scm:4:7
;; error: inverse
;; error: sum-of-inverses
;; exit: 1
