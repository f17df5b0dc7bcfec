;; A file copied by read-char and write-char.
;; bench: io
;; size: iterations
;; quick: 1

(define size 250)

(define folder (or (get-environment-variable "TMPDIR") "/tmp"))
(define input (string-append folder "/vm-bench-cat-in.txt"))
(define output (string-append folder "/vm-bench-cat-out.txt"))

(define (remove-file name) (if (file-exists? name) (delete-file name)))

(define (write-input lines)
  (remove-file input)
  (call-with-output-file input
    (lambda (port)
      (do ((i 0 (+ i 1))) ((= i lines))
        (display i port)
        (display ": nothing but text to be copied, some of it \"quoted\"" port)
        (newline port)))))

(define (copy in out)
  (let loop ((n 0))
    (let ((c (read-char in)))
      (if (eof-object? c)
          n
          (begin
            (write-char c out)
            (loop (+ n 1)))))))

(define (round-of-work)
  (remove-file output)
  (call-with-input-file input
    (lambda (in)
      (call-with-output-file output
        (lambda (out) (copy in out))))))

(define (repeat n result)
  (if (= n 0) result (repeat (- n 1) (round-of-work))))

(write-input (if (< size 2) 100 10000))
(display (repeat size 0))
(newline)
(display (call-with-input-file output (lambda (in) (let loop ((n 0)) (if (eof-object? (read-char in)) n (loop (+ n 1)))))))
(newline)
(remove-file input)
(remove-file output)
;; expect: 5490
;; expect: 5490
