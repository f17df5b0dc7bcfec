; SRFI 141: integer division, six ways: n = d * quotient + remainder, with the quotient rounded in the way that the name says.
(define-library (srfi 141)
  (export ceiling/ ceiling-quotient ceiling-remainder round/ round-quotient round-remainder
          euclidean/ euclidean-quotient euclidean-remainder balanced/ balanced-quotient balanced-remainder
          floor/ floor-quotient floor-remainder truncate/ truncate-quotient truncate-remainder)
  (import (scheme internal) (srfi check))
  (begin
    (define (check n d who)
      (check-argument integer? n who 1 "an integer")
      (check-argument integer? d who 2 "an integer")
      (if (= d 0) (raise (%make-condition 'division (string-append who ": division by zero") '()))))
    (define-syntax define-division
      (syntax-rules ()
        ((_ both quotient remainder (n d) q)
         (begin
           (define (quotient n d) (check n d (symbol->string 'quotient)) q)
           (define (remainder n d) (check n d (symbol->string 'remainder)) (- n (* d q)))
           (define (both n d)
             (check n d (symbol->string 'both))
             (let ((quo q)) (values quo (- n (* d quo)))))))))
    (define-division ceiling/ ceiling-quotient ceiling-remainder (n d)
      (- (floor-quotient (- n) d)))
    ; To the nearest, to the even one if there are two.
    (define-division round/ round-quotient round-remainder (n d)
      (let* ((q (floor-quotient n d)) (twice (* 2 (abs (- n (* q d))))) (size (abs d)))
        (cond ((< twice size) q)
              ((> twice size) (+ q 1))
              ((even? q) q)
              (else (+ q 1)))))
    (define-division euclidean/ euclidean-quotient euclidean-remainder (n d)
      (if (> d 0) (floor-quotient n d) (- (floor-quotient n (- d)))))
    ; The remainder lies in [-|d/2|, |d/2|).
    (define-division balanced/ balanced-quotient balanced-remainder (n d)
      (let* ((q (euclidean-quotient n d)) (r (- n (* q d))))
        (if (< (* 2 r) (abs d)) q (if (> d 0) (+ q 1) (- q 1)))))))
