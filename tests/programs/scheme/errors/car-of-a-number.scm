;; A type error that nobody catches: where it is, and exit status 1; what was printed before stays.
; exit: 1
(display "before")
(newline)
(define (f x) (car x))
(f 5)
(display "never")
; expect: before
; error: car
; error: car-of-a-number.scm:5:
