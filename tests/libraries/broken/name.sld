(define-library (broken another-name)
  (export))
