;; Numbers read from a file by read and added up: integers, fractions in decimal, exponents.
;; bench: io
;; size: iterations
;; quick: 1

(define size 120)

(define folder (or (get-environment-variable "TMPDIR") "/tmp"))
(define input (string-append folder "/vm-bench-sum1.txt"))

(define (write-input lines)
  (if (file-exists? input) (delete-file input))
  (call-with-output-file input
    (lambda (port)
      (do ((i 0 (+ i 1))) ((= i lines))
        (write (- i 500) port)
        (write-char #\space port)
        (write (/ i 8.0) port)
        (write-char #\newline port)
        (write (* i 1e18) port)
        (write-char #\space port)
        (write (* i 123456789) port)
        (newline port)))))

(define (sum-file port)
  (let loop ((integers 0) (floats 0.0))
    (let ((n (read port)))
      (cond ((eof-object? n) (list integers (exact (floor (/ floats 1e6)))))
            ((integer? n) (if (exact? n) (loop (+ integers n) floats) (loop integers (+ floats n))))
            (else (loop integers (+ floats n)))))))

(define (repeat n result)
  (if (= n 0) result (repeat (- n 1) (call-with-input-file input sum-file))))

(write-input (if (< size 2) 50 5000))
(display (repeat size '()))
(newline)
(delete-file input)
;; expect: (151234542750 1225000000000000)
