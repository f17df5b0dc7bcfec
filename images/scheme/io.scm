; Ports: the current ones, files, and reading with the port left out.

(define (%only ok? who expected)
  (lambda (port)
    (if (ok? port)
        port
        (raise (%make-condition 'type (string-append who ": the port must be " expected ", not") (list port))))))
(define %current-input-port
  (%make-parameter (%standard-port 0) (%only input-port? "current-input-port" "an input port")))
(define %current-output-port
  (%make-parameter (%standard-port 1) (%only output-port? "current-output-port" "an output port")))
(define %current-error-port
  (%make-parameter (%standard-port 2) (%only output-port? "current-error-port" "an output port")))
(define current-input-port (%parameter-procedure %current-input-port))
(define current-output-port (%parameter-procedure %current-output-port))
(define current-error-port (%parameter-procedure %current-error-port))

(define read-char
  (case-lambda
    ((port) (%read-char port))
    (() (%read-char (%parameter-ref %current-input-port)))))
(define peek-char
  (case-lambda
    ((port) (%peek-char port))
    (() (%peek-char (%parameter-ref %current-input-port)))))

(define write-char
  (case-lambda
    ((c port) (%write-char c port))
    ((c) (%write-char c (%parameter-ref %current-output-port)))))

(define (open-input-file name) (%open-file 'open-input-file name 1))
(define (open-output-file name . append?) (%open-file 'open-output-file name (if (and (pair? append?) (car append?)) 66 2)))
(define (open-binary-input-file name) (%open-file 'open-binary-input-file name 5))
(define (open-binary-output-file name) (%open-file 'open-binary-output-file name 6))

(define (call-with-port port f)
  (let ((result (f port)))
    (close-port port)
    result))
(define (call-with-input-file name f) (call-with-port (open-input-file name) f))
(define (call-with-output-file name f) (call-with-port (open-output-file name) f))
(define (with-input-from-file name thunk)
  (let* ((port (open-input-file name))
         (result (%parameterize (list (cons current-input-port port)) thunk)))
    (close-port port)
    result))
(define (with-output-to-file name thunk)
  (let* ((port (open-output-file name))
         (result (%parameterize (list (cons current-output-port port)) thunk)))
    (close-port port)
    result))
(define (call-with-output-string f)
  (let ((port (open-output-string)))
    (f port)
    (get-output-string port)))
(define (with-output-to-string thunk)
  (let ((port (open-output-string)))
    (%parameterize (list (cons current-output-port port)) thunk)
    (get-output-string port)))
(define (with-input-from-string s thunk)
  (%parameterize (list (cons current-input-port (open-input-string s))) thunk))
(define (write-line x . port)
  (if (null? port)
      (begin (write x) (newline))
      (begin (write x (car port)) (newline (car port)))))
(define (displayln x . port)
  (if (null? port)
      (begin (display x) (newline))
      (begin (display x (car port)) (newline (car port)))))
(define (pp x . port) (apply write-line x port))
(define (read-all . port)
  (let ((port (if (pair? port) (car port) (current-input-port))))
    (let loop ((acc '()))
      (let ((x (read port)))
        (if (eof-object? x) (reverse acc) (loop (cons x acc)))))))
