;; An accessor refuses a record of another type.
; exit: 1
(define-record-type a (make-a x) a? (x a-x))
(define-record-type b (make-b x) b? (x b-x))
(define (f r) (a-x r))
(f (make-a 1))
(f (make-b 1))
