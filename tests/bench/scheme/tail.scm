;; A file read by read-line into a list, and its lines written in reverse order.
;; bench: io
;; size: iterations
;; quick: 1

(define size 350)

(define folder (or (get-environment-variable "TMPDIR") "/tmp"))
(define input (string-append folder "/vm-bench-tail-in.txt"))
(define output (string-append folder "/vm-bench-tail-out.txt"))

(define (remove-file name) (if (file-exists? name) (delete-file name)))

(define (write-input lines)
  (remove-file input)
  (call-with-output-file input
    (lambda (port)
      (do ((i 0 (+ i 1))) ((= i lines))
        (display "entry number " port)
        (display (* i i) port)
        (newline port)))))

(define (lines-reversed in)
  (let loop ((lines '()))
    (let ((line (read-line in)))
      (if (eof-object? line) lines (loop (cons line lines))))))

(define (round-of-work)
  (remove-file output)
  (let ((lines (call-with-input-file input lines-reversed)))
    (call-with-output-file output
      (lambda (out)
        (for-each (lambda (line) (display line out) (newline out)) lines)))
    (string-append (number->string (length lines)) " " (car lines))))

(define (repeat n result)
  (if (= n 0) result (repeat (- n 1) (round-of-work))))

(write-input (if (< size 2) 100 10000))
(display (repeat size ""))
(newline)
(display (call-with-input-file output read-line))
(newline)
(remove-file input)
(remove-file output)
;; expect: 100 entry number 9801
;; expect: entry number 9801
