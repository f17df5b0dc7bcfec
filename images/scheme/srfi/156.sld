; SRFI 156: predicates between their operands: (is x < y <= z), (is _ < 3), (isnt x even?).
(define-library (srfi 156)
  (export is isnt _)
  (import (scheme base))
  (begin
    (define-syntax is
      (syntax-rules () ((_ x relation . more) (operands (begin) () () x relation . more))))
    (define-syntax isnt
      (syntax-rules () ((_ x relation . more) (operands (not) () () x relation . more))))
    ; Each _ becomes a parameter; what is wrapped around the test is a form without its last operand.
    (define-syntax operands
      (syntax-rules (_)
        ((operands wrap parameters (part ...) _ . more) (then wrap parameters (part ...) x (x) . more))
        ((operands wrap parameters (part ...) e . more) (then wrap parameters (part ...) e () . more))))
    (define-syntax then
      (syntax-rules ()
        ((_ wrap (parameter ...) (part ...) e (new ...)) (finish wrap (parameter ... new ...) part ... e))
        ((_ wrap (parameter ...) (part ...) e (new ...) relation)
         (finish wrap (parameter ... new ...) part ... e relation))
        ((_ wrap (parameter ...) (part ...) e (new ...) relation . more)
         (operands wrap (parameter ... new ...) (part ... e relation) . more))))
    (define-syntax finish
      (syntax-rules ()
        ((_ (wrap ...) () part ...) (wrap ... (relate part ...)))
        ((_ (wrap ...) parameters part ...) (lambda parameters (wrap ... (relate part ...))))))
    ; Every operand is evaluated at most once.
    (define-syntax relate
      (syntax-rules ()
        ((_ x true?) (true? x))
        ((_ x related? y) (related? x y))
        ((_ x related? y . more) (let ((operand y)) (and (related? x operand) (relate operand . more))))))))
