; SRFI 219: curried definitions: (define ((f x) y) ...) makes f a procedure that gives a procedure.
(define-library (srfi 219)
  (export (rename curried-define define))
  (import (scheme base))
  (begin
    (define-syntax curried-define
      (syntax-rules ()
        ((_ ((head . more) . parameters) body ...)
         (curried-define (head . more) (lambda parameters body ...)))
        ((_ (name . parameters) body ...) (define (name . parameters) body ...))
        ((_ name e) (define name e))))))
