; What the programs of this folder use to compare values with expectations. Being found beside them is part of the test.
(define-library (check)
  (export check vals report)
  (import (scheme base) (scheme write))
  (begin
    (define passed 0)
    (define (note ok? form got)
      (if ok?
          (set! passed (+ passed 1))
          (begin (write form) (display " gave ") (write got) (newline))))
    ; An error object raised by the expression stands as (error MESSAGE), anything else raised as (raised OBJECT).
    (define-syntax check
      (syntax-rules (=>)
        ((_ e => expected)
         (let ((got (guard (x ((error-object? x) (list 'error (error-object-message x))) (else (list 'raised x))) e)))
           (note (equal? got expected) 'e got)))))
    (define-syntax vals
      (syntax-rules ()
        ((_ e) (call-with-values (lambda () e) list))))
    (define (report)
      (write passed)
      (display " passed")
      (newline))))
