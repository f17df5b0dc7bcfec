;; Data written to a file and read back: nested lists, symbols, strings, characters, vectors.
;; bench: io
;; size: iterations
;; quick: 1

(define size 200)

(define folder (or (get-environment-variable "TMPDIR") "/tmp"))
(define input (string-append folder "/vm-bench-read.txt"))

(define (make-datum i)
  (list 'define (list (string->symbol (string-append "procedure-" (number->string (modulo i 50)))) 'x 'y)
        (list 'if (list '< 'x i) (vector i "a string" #\c 1.5) ''quoted)
        (list 'let (list (list 'z (list '+ 'x 'y))) "with \"quotes\" and \\" #t '() -17)))

(define (write-input n)
  (if (file-exists? input) (delete-file input))
  (call-with-output-file input
    (lambda (port)
      (do ((i 0 (+ i 1))) ((= i n))
        (write (make-datum i) port)
        (newline port)))))

(define (read-all port)
  (let loop ((n 0) (last #f))
    (let ((datum (read port)))
      (if (eof-object? datum) (cons n last) (loop (+ n 1) datum)))))

(define (repeat n result)
  (if (= n 0) result (repeat (- n 1) (call-with-input-file input read-all))))

(define count (if (< size 2) 20 2000))

(write-input count)
(let ((result (repeat size '())))
  (display (car result))
  (display " ")
  (display (equal? (cdr result) (make-datum (- count 1))))
  (newline))
(delete-file input)
;; expect: 20 #t
