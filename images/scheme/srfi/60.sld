; SRFI 60: integers as bits, under the names of the Common Lisp tradition. See also SRFI 151.

(define-library (srfi 60)
  (export logand bitwise-and logior bitwise-ior logxor bitwise-xor lognot bitwise-not bitwise-if bitwise-merge
          logtest any-bits-set? logcount bit-count integer-length log2-binary-factors first-set-bit
          logbit? bit-set? copy-bit bit-field copy-bit-field ash arithmetic-shift rotate-bit-field reverse-bit-field
          integer->list list->integer booleans->integer)
  (import (except (scheme internal) bit-count first-set-bit)
          (srfi check)
          (rename (only (srfi 151) bit-count first-set-bit bit-set? copy-bit bit-field bitwise-if
                        bit-field-replace bit-field-rotate bit-field-reverse)
                  (bit-field-rotate rotate-bit-field) (bit-field-reverse reverse-bit-field)
                  (bit-field-replace copy-bit-field)))
  (begin
    (define logand bitwise-and)
    (define logior bitwise-ior)
    (define logxor bitwise-xor)
    (define lognot bitwise-not)
    (define bitwise-merge bitwise-if)
    (define (logtest a b) (not (= 0 (bitwise-and a b))))
    (define any-bits-set? logtest)
    (define logcount bit-count)
    (define log2-binary-factors first-set-bit)
    (define logbit? bit-set?)
    (define ash arithmetic-shift)
    ; The most significant bit first.
    (define integer->list
      (case-lambda
        ((n)
         (check-argument exact-integer? n "integer->list" 1 "an exact integer")
         (let loop ((n n) (acc '()))
           (if (or (= n 0) (= n -1)) acc (loop (arithmetic-shift n -1) (cons (odd? n) acc)))))
        ((n length)
         (check-argument exact-integer? n "integer->list" 1 "an exact integer")
         (check-index length "integer->list" 2)
         (let loop ((i 0) (n n) (acc '()))
           (if (= i length) acc (loop (+ i 1) (arithmetic-shift n -1) (cons (odd? n) acc)))))))
    (define (list->integer l)
      (check-list l "list->integer" 1)
      (let loop ((l l) (n 0))
        (if (null? l) n (loop (cdr l) (+ (* 2 n) (if (car l) 1 0))))))
    (define (booleans->integer . l) (list->integer l))))
