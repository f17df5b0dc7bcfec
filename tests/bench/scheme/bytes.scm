;; Strings to bytevectors and back, with characters of one to four bytes, by the library and by hand.
;; bench: large
;; size: iterations
;; quick: 2

(define size 400)

(define alphabet (list->string (map integer->char '(97 98 122 32 228 955 1078 8364 20013 127925 65 48))))

(define (make-text n)
  (let ((text (make-string n #\a)))
    (do ((i 0 (+ i 1)) (h 7 (modulo (+ (* h 75) 74) 65537))) ((= i n) text)
      (string-set! text i (string-ref alphabet (modulo h (string-length alphabet)))))))

(define (encoded-length s)
  (let ((n (string-length s)))
    (let loop ((i 0) (bytes 0))
      (if (= i n)
          bytes
          (let ((c (char->integer (string-ref s i))))
            (loop (+ i 1) (+ bytes (cond ((< c 128) 1) ((< c 2048) 2) ((< c 65536) 3) (else 4)))))))))

(define (encode s)
  (let ((n (string-length s)) (bytes (make-bytevector (encoded-length s) 0)))
    (define (tail! at c shift)
      (bytevector-u8-set! bytes at (+ 128 (modulo (quotient c shift) 64))))
    (let loop ((i 0) (at 0))
      (if (= i n)
          bytes
          (let ((c (char->integer (string-ref s i))))
            (cond ((< c 128)
                   (bytevector-u8-set! bytes at c)
                   (loop (+ i 1) (+ at 1)))
                  ((< c 2048)
                   (bytevector-u8-set! bytes at (+ 192 (quotient c 64)))
                   (tail! (+ at 1) c 1)
                   (loop (+ i 1) (+ at 2)))
                  ((< c 65536)
                   (bytevector-u8-set! bytes at (+ 224 (quotient c 4096)))
                   (tail! (+ at 1) c 64)
                   (tail! (+ at 2) c 1)
                   (loop (+ i 1) (+ at 3)))
                  (else
                   (bytevector-u8-set! bytes at (+ 240 (quotient c 262144)))
                   (tail! (+ at 1) c 4096)
                   (tail! (+ at 2) c 64)
                   (tail! (+ at 3) c 1)
                   (loop (+ i 1) (+ at 4)))))))))

(define (decode bytes)
  (let ((n (bytevector-length bytes)))
    (define (tail at) (modulo (bytevector-u8-ref bytes at) 64))
    (let loop ((at 0) (chars '()))
      (if (= at n)
          (list->string (reverse chars))
          (let ((b (bytevector-u8-ref bytes at)))
            (cond ((< b 128) (loop (+ at 1) (cons (integer->char b) chars)))
                  ((< b 224)
                   (loop (+ at 2) (cons (integer->char (+ (* 64 (modulo b 32)) (tail (+ at 1)))) chars)))
                  ((< b 240)
                   (loop (+ at 3)
                         (cons (integer->char (+ (* 4096 (modulo b 16)) (* 64 (tail (+ at 1))) (tail (+ at 2))))
                               chars)))
                  (else
                   (loop (+ at 4)
                         (cons (integer->char (+ (* 262144 (modulo b 8)) (* 4096 (tail (+ at 1)))
                                                 (* 64 (tail (+ at 2))) (tail (+ at 3))))
                               chars)))))))))

(define (byte-sum bytes)
  (let ((n (bytevector-length bytes)))
    (let loop ((i 0) (sum 0))
      (if (= i n) sum (loop (+ i 1) (+ sum (bytevector-u8-ref bytes i)))))))

(define text (make-text 10000))

(define (round-of-work)
  (let ((by-library (string->utf8 text)) (by-hand (encode text)))
    (if (and (equal? by-library by-hand)
             (string=? (utf8->string by-hand) text)
             (string=? (decode by-library) text))
        (byte-sum by-hand)
        (error "a conversion went wrong of" text))))

(define (repeat count result)
  (if (= count 0) result (repeat (- count 1) (round-of-work))))

(display (repeat size 0))
(newline)
;; expect: 2856357
