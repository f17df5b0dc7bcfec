;; Wrong numbers of arguments of known procedures.
;; error: arity.scm:15:22: warning: car takes 1 argument, got 2
;; error: arity.scm:16:22: warning: number->string takes 1 to 2 arguments, got 3
;; error: arity.scm:17:22: warning: f takes 2 arguments, got 1
;; error: arity.scm:18:22: warning: g takes at least 1 argument, got 0
;; error: arity.scm:19:22: warning: h takes 1 or 3 arguments, got 2
;; error: arity.scm:20:40: warning: inner takes 0 arguments, got 1
;; error: arity.scm:21:22: warning: make-point takes 2 arguments, got 1
;; error: arity.scm:22:22: warning: string-for-each takes 2 or at least 1 arguments, got 0
;; limits: --error-format=short
(define (f a b) a)
(define (g a . rest) a)
(define h (case-lambda ((a) a) ((a b c) a)))
(define-record-type point (make-point x y) point? (x point-x))
(define (a) (if #f 1 (car 1 2)))
(define (b) (if #f 1 (number->string 1 2 3)))
(define (c) (if #f 1 (f 1)))
(define (d) (if #f 1 (g)))
(define (e) (if #f 1 (h 1 2)))
(define (i) (let ((inner (lambda () 1))) (inner 2)))
(define (j) (if #f 1 (make-point 1)))
(define (k) (if #f 1 (string-for-each)))
(display "done") (newline) ; expect: done
