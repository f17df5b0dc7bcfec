(define-library (broken text)
  (export x)
  (begin (define x "unterminated)))
