; SRFI 151: integers as strings of bits in two's complement, without end to the left.

(define-library (srfi 151)
  (export bitwise-not bitwise-and bitwise-ior bitwise-xor bitwise-eqv bitwise-nand bitwise-nor
          bitwise-andc1 bitwise-andc2 bitwise-orc1 bitwise-orc2
          arithmetic-shift bit-count integer-length bitwise-if
          bit-set? copy-bit bit-swap any-bit-set? every-bit-set? first-set-bit
          bit-field bit-field-any? bit-field-every? bit-field-clear bit-field-set bit-field-replace bit-field-replace-same
          bit-field-rotate bit-field-reverse
          bits->list list->bits bits->vector vector->bits bits
          bitwise-fold bitwise-for-each bitwise-unfold make-bitwise-generator)
  (import (rename (scheme internal) (bit-count old-bit-count) (first-set-bit old-first-set-bit)) (srfi check))
  (begin
    (define-syntax check-integer
      (syntax-rules ()
        ((_ n who position) (check-argument exact-integer? n who position "an exact integer"))))

    (define bitwise-eqv
      (case-lambda
        ((a b) (bitwise-not (bitwise-xor a b)))
        (() -1)
        ((a) (check-integer a "bitwise-eqv" 1) a)
        ((a b . rest) (apply bitwise-eqv (bitwise-eqv a b) rest))))
    (define (bitwise-nand a b) (bitwise-not (bitwise-and a b)))
    (define (bitwise-nor a b) (bitwise-not (bitwise-ior a b)))
    (define (bitwise-andc1 a b) (bitwise-and (bitwise-not a) b))
    (define (bitwise-andc2 a b) (bitwise-and a (bitwise-not b)))
    (define (bitwise-orc1 a b) (bitwise-ior (bitwise-not a) b))
    (define (bitwise-orc2 a b) (bitwise-ior a (bitwise-not b)))
    ; The ones of a number that is not negative, the zeros of one that is.
    (define (bit-count n)
      (check-integer n "bit-count" 1)
      (old-bit-count (if (< n 0) (bitwise-not n) n)))
    (define (bitwise-if mask a b)
      (bitwise-ior (bitwise-and mask a) (bitwise-and (bitwise-not mask) b)))

    ; ---- single bits

    (define (bit-set? i n)
      (check-index i "bit-set?" 1)
      (check-integer n "bit-set?" 2)
      (odd? (arithmetic-shift n (- i))))
    (define (copy-bit i n bit)
      (check-index i "copy-bit" 1)
      (check-integer n "copy-bit" 2)
      (let ((mask (arithmetic-shift 1 i)))
        (if bit (bitwise-ior n mask) (bitwise-and n (bitwise-not mask)))))
    (define (bit-swap i j n)
      (let ((a (bit-set? i n)) (b (bit-set? j n)))
        (copy-bit j (copy-bit i n b) a)))
    (define (any-bit-set? mask n) (not (= 0 (bitwise-and mask n))))
    (define (every-bit-set? mask n) (= mask (bitwise-and mask n)))
    (define (first-set-bit n)
      (check-integer n "first-set-bit" 1)
      (if (= n 0) -1 (old-first-set-bit n)))

    ; ---- fields: the bits from start to below end

    (define (mask start end) (arithmetic-shift (- (arithmetic-shift 1 (- end start)) 1) start))
    (define (check-field n start end who)
      (check-integer n who 1)
      (check-index start who 2)
      (check-index end who 3)
      (if (< end start) (out-of-range who 3 end)))
    (define (bit-field n start end)
      (check-field n start end "bit-field")
      (bitwise-and (arithmetic-shift n (- start)) (- (arithmetic-shift 1 (- end start)) 1)))
    (define (bit-field-any? n start end) (not (= 0 (bit-field n start end))))
    (define (bit-field-every? n start end)
      (check-field n start end "bit-field-every?")
      (every-bit-set? (mask start end) n))
    (define (bit-field-clear n start end)
      (check-field n start end "bit-field-clear")
      (bitwise-and n (bitwise-not (mask start end))))
    (define (bit-field-set n start end)
      (check-field n start end "bit-field-set")
      (bitwise-ior n (mask start end)))
    (define (bit-field-replace to from start end)
      (check-field to start end "bit-field-replace")
      (bitwise-if (mask start end) (arithmetic-shift from start) to))
    (define (bit-field-replace-same to from start end)
      (check-field to start end "bit-field-replace-same")
      (bitwise-if (mask start end) from to))
    (define (bit-field-rotate n count start end)
      (check-field n start end "bit-field-rotate")
      (check-integer count "bit-field-rotate" 2)
      (let ((width (- end start)))
        (if (= width 0)
            n
            (let* ((k (modulo count width)) (field (bit-field n start end)))
              (bit-field-replace n
                                 (bitwise-ior (arithmetic-shift field k) (arithmetic-shift field (- k width)))
                                 start end)))))
    (define (bit-field-reverse n start end)
      (check-field n start end "bit-field-reverse")
      (let loop ((i start) (acc 0))
        (if (< i end)
            (loop (+ i 1) (bitwise-ior (arithmetic-shift acc 1) (if (bit-set? i n) 1 0)))
            (bit-field-replace n acc start end))))

    ; ---- conversion: the least bit first

    (define bits->list
      (case-lambda
        ((n) (bits->list n (integer-length n)))
        ((n length)
         (check-index n "bits->list" 1)
         (check-index length "bits->list" 2)
         (let loop ((i (- length 1)) (acc '()))
           (if (< i 0) acc (loop (- i 1) (cons (bit-set? i n) acc)))))))
    (define (list->bits l)
      (check-list l "list->bits" 1)
      (let loop ((l (reverse l)) (n 0))
        (if (null? l) n (loop (cdr l) (+ (* 2 n) (if (car l) 1 0))))))
    (define bits->vector
      (case-lambda
        ((n) (list->vector (bits->list n)))
        ((n length) (list->vector (bits->list n length)))))
    (define (vector->bits v) (list->bits (vector->list v)))
    (define (bits . l) (list->bits l))

    ; ---- iteration: the least bit first

    (define (bitwise-fold f acc n)
      (check-procedure f "bitwise-fold" 1)
      (check-index n "bitwise-fold" 3)
      (let ((length (integer-length n)))
        (let loop ((i 0) (acc acc))
          (if (= i length) acc (loop (+ i 1) (f (bit-set? i n) acc))))))
    (define (bitwise-for-each f n)
      (check-procedure f "bitwise-for-each" 1)
      (check-index n "bitwise-for-each" 2)
      (let ((length (integer-length n)))
        (let loop ((i 0))
          (if (< i length) (begin (f (bit-set? i n)) (loop (+ i 1)))))))
    (define (bitwise-unfold stop? f next seed)
      (check-procedure stop? "bitwise-unfold" 1)
      (check-procedure f "bitwise-unfold" 2)
      (check-procedure next "bitwise-unfold" 3)
      (let loop ((i 0) (n 0) (seed seed))
        (if (stop? seed) n (loop (+ i 1) (copy-bit i n (f seed)) (next seed)))))
    (define (make-bitwise-generator n)
      (check-integer n "make-bitwise-generator" 1)
      (let ((i -1))
        (lambda ()
          (set! i (+ i 1))
          (bit-set? i n))))))
