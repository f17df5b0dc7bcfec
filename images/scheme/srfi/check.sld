; What the libraries of this folder share: checks of arguments, and the errors that they raise, in the words of the standard library.

(define-library (srfi check)
  (export check-argument check-procedure check-index check-list check-string check-range wrong-type out-of-range
          proper-length optional)
  (import (scheme internal))
  (begin
    (define (wrong-type who position expected x)
      (raise (%make-condition 'type
                              (string-append who ": argument " (number->string position) " must be " expected ", not")
                              (list x))))
    (define (out-of-range who position x)
      (raise (%make-condition 'range
                              (string-append who ": argument " (number->string position) " is out of range:")
                              (list x))))

    ; (check-argument predicate value who position expected)
    (define-syntax check-argument
      (syntax-rules ()
        ((_ ok? x who position expected)
         (if (not (ok? x)) (wrong-type who position expected x)))))
    (define-syntax check-procedure
      (syntax-rules ()
        ((_ f who position) (check-argument procedure? f who position "a procedure"))))
    (define-syntax check-index
      (syntax-rules ()
        ((_ n who position) (check-argument exact-nonnegative-integer? n who position "a nonnegative exact integer"))))
    (define-syntax check-list
      (syntax-rules ()
        ((_ l who position) (check-argument list? l who position "a proper list"))))
    (define-syntax check-string
      (syntax-rules ()
        ((_ s who position) (check-argument string? s who position "a string"))))

    ; A range must lie within 0 and length.
    (define (check-range start end length who position)
      (if (not (and (exact-integer? end) (<= 0 end length))) (out-of-range who (+ position 1) end))
      (if (not (and (exact-integer? start) (<= 0 start end))) (out-of-range who position start)))

    (define (proper-length l who position)
      (or (and (list? l) (length l)) (wrong-type who position "a proper list" l)))

    ; The n-th of the optional arguments, or a default.
    (define-syntax optional
      (syntax-rules ()
        ((_ rest default) (if (pair? rest) (car rest) default))))))
