;; Text processing over files: a document with program text in it is written, then read by character, its tokens classified
;; and written to another file with markup around them.
;; bench: io
;; size: iterations
;; quick: 1

(define size 700)

(define folder (or (get-environment-variable "TMPDIR") "/tmp"))
(define input (string-append folder "/vm-bench-slatex.txt"))
(define output (string-append folder "/vm-bench-slatex.tex"))

(define paragraphs
  '("A procedure is defined by \\scheme|(define (f x) (if (< x 2) 1 (* x (f (- x 1)))))| as usual."
    "Text that is plain goes through as it is; only \\scheme|lambda| and its kind are looked at."
    "\\scheme|(let loop ((i 0)) (cond ((= i 10) 'done) (else (loop (+ i 1))))) ; a loop|"
    "Strings such as \\scheme|(display \"a \\\"quoted\\\" string\")| keep their blanks."))

(define (write-document lines)
  (call-with-output-file input
    (lambda (port)
      (do ((i 0 (+ i 1))) ((= i lines))
        (for-each (lambda (p) (display p port) (newline port)) paragraphs)))))

(define keywords '(define lambda if let cond else quote begin set! do case))

(define (delimiter? c)
  (or (char-whitespace? c) (memv c '(#\( #\) #\| #\' #\" #\;))))

(define counts (make-vector 5 0))

(define (count! i) (vector-set! counts i (+ 1 (vector-ref counts i))))

(define (emit-token token out)
  (let ((name (string->symbol token)))
    (cond ((memq name keywords) (count! 0) (display "\\key{" out))
          ((string->number token) (count! 1) (display "\\num{" out))
          (else (count! 2) (display "\\var{" out)))
    (display token out)
    (write-char #\} out)))

(define (read-token in)
  (let loop ((chars '()))
    (let ((c (peek-char in)))
      (if (or (eof-object? c) (delimiter? c))
          (list->string (reverse chars))
          (begin
            (read-char in)
            (loop (cons c chars)))))))

(define (copy-string in out)
  (count! 3)
  (write-char #\" out)
  (let loop ()
    (let ((c (read-char in)))
      (cond ((eof-object? c) (error "a string does not end in" input))
            ((char=? c #\") (write-char c out))
            ((char=? c #\\)
             (write-char c out)
             (write-char (read-char in) out)
             (loop))
            (else
             (if (char=? c #\space) (display "\\ " out) (write-char c out))
             (loop))))))

(define (copy-program in out)
  (let loop ()
    (let ((c (peek-char in)))
      (cond ((eof-object? c) (error "program text does not end in" input))
            ((char=? c #\|) (read-char in))
            ((char=? c #\") (read-char in) (copy-string in out) (loop))
            ((delimiter? c) (write-char (read-char in) out) (loop))
            (else (emit-token (read-token in) out) (loop))))))

(define (read-command in)
  (let loop ((chars '()))
    (let ((c (read-char in)))
      (cond ((eof-object? c) (list->string (reverse chars)))
            ((char=? c #\|) (list->string (reverse chars)))
            (else (loop (cons c chars)))))))

(define (process in out)
  (let loop ()
    (let ((c (read-char in)))
      (cond ((eof-object? c) #t)
            ((char=? c #\\)
             (if (string=? (read-command in) "scheme")
                 (copy-program in out)
                 (count! 4))
             (loop))
            (else (write-char c out) (loop))))))

(define (round-of-work)
  (call-with-input-file input
    (lambda (in)
      (if (file-exists? output) (delete-file output))
      (call-with-output-file output
        (lambda (out) (process in out))))))

(define (output-length)
  (call-with-input-file output
    (lambda (in)
      (let loop ((n 0))
        (if (eof-object? (read-char in)) n (loop (+ n 1)))))))

(if (file-exists? input) (delete-file input))
(write-document 50)
(do ((i 0 (+ i 1))) ((= i size)) (round-of-work))
(display (vector->list (vector-map (lambda (n) (quotient n size)) counts)))
(display " ")
(display (output-length))
(newline)
(delete-file input)
(delete-file output)
;; expect: (300 300 1000 50 0) 25050
