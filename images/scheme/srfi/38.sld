; SRFI 38: data with shared structure written and read, as write-shared and read do.
(define-library (srfi 38)
  (export write-with-shared-structure read-with-shared-structure
          (rename write-with-shared-structure write/ss) (rename read-with-shared-structure read/ss))
  (import (scheme base) (scheme read) (scheme write))
  (begin
    ; The last argument is for implementations to use as they like.
    (define (write-with-shared-structure x . port)
      (write-shared x (if (pair? port) (car port) (current-output-port))))
    (define (read-with-shared-structure . port) (apply read port))))
