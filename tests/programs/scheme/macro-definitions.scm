;; Definitions that a macro inserts at the top, under names of its own: they may refer to each other in any order, and each use of
;; the macro has its own.
(import (scheme base) (scheme write))
(define-syntax define-counter
  (syntax-rules ()
    ((_ name step)
     (begin
       (define (name) (advance) count)
       (define (advance) (set! count (+ count step)))
       (define count 0)))))
(define-counter ones 1)
(define-counter tens 10)
(ones) (ones)
(write (list (ones) (tens))) (newline) ; expect: (3 10)
(define-syntax define-pair-type
  (syntax-rules ()
    ((_ make left)
     (begin
       (define (make x) (build x 1))
       (define-record-type pair-type (build l r) pair-type? (l left) (r right))))))
(define-pair-type pack unpack)
(write (unpack (pack 5))) (newline) ; expect: 5
