; SRFI 2: and-let*. A clause is (variable expression), (expression) or a variable; each must be true.
(define-library (srfi 2)
  (export and-let*)
  (import (scheme base))
  (begin
    (define-syntax and-let*
      (syntax-rules ()
        ((_ ()) #t)
        ((_ () body ...) (let () body ...))
        ((_ ((variable e))) e)
        ((_ ((e))) e)
        ((_ (variable)) variable)
        ((_ ((variable e) clause ...) body ...)
         (let ((variable e)) (if variable (and-let* (clause ...) body ...) #f)))
        ((_ ((e) clause ...) body ...)
         (if e (and-let* (clause ...) body ...) #f))
        ((_ (variable clause ...) body ...)
         (if variable (and-let* (clause ...) body ...) #f))))))
