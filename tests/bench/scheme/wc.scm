;; Lines, words and characters of a file counted by read-char. The program writes its own input first.
;; bench: io
;; size: iterations
;; quick: 1

(define size 350)

(define folder (or (get-environment-variable "TMPDIR") "/tmp"))
(define input (string-append folder "/vm-bench-wc.txt"))

(define (write-input lines)
  (if (file-exists? input) (delete-file input))
  (call-with-output-file input
    (lambda (port)
      (do ((i 0 (+ i 1))) ((= i lines))
        (display "line " port)
        (display i port)
        (display " has a few words,  some twice: the the end" port)
        (newline port)))))

(define (count port)
  (let loop ((lines 0) (words 0) (chars 0) (inside #f))
    (let ((c (read-char port)))
      (cond ((eof-object? c) (list lines words chars))
            ((char=? c #\newline) (loop (+ lines 1) words (+ chars 1) #f))
            ((char-whitespace? c) (loop lines words (+ chars 1) #f))
            (else (loop lines (if inside words (+ words 1)) (+ chars 1) #t))))))

(define (repeat n result)
  (if (= n 0) result (repeat (- n 1) (call-with-input-file input count))))

(write-input (if (< size 2) 100 10000))
(display (repeat size '()))
(newline)
(delete-file input)
;; expect: (100 1100 4990)
