; SRFI 71: let, let* and letrec whose bindings may receive several values: (x y e), ((values x y . rest) e), and (x e) as ever.
(define-library (srfi 71)
  (export (rename multiple-let let) (rename multiple-let* let*) (rename multiple-letrec letrec)
          uncons uncons-2 uncons-3 uncons-4 uncons-cons unlist unvector values->list values->vector)
  (import (scheme base) (scheme cxr))
  (begin
    ; (collect (form head ...) (binding ...) done body ...) hands the bindings as those of let-values to (form head ... bindings body ...).
    (define-syntax collect
      (syntax-rules (values)
        ((_ (form head ...) () done body ...) (form head ... done body ...))
        ((_ form (((values . formals) e) . bindings) (done ...) body ...)
         (collect form bindings (done ... (formals e)) body ...))
        ((_ form ((variable ... e) . bindings) (done ...) body ...)
         (collect form bindings (done ... ((variable ...) e)) body ...))))
    (define-syntax multiple-let
      (syntax-rules ()
        ((_ (binding ...) body ...) (collect (let-values) (binding ...) () body ...))
        ((_ tag (binding ...) body ...) (collect (named-let tag) (binding ...) () body ...))))
    (define-syntax multiple-let*
      (syntax-rules ()
        ((_ bindings body ...) (collect (let*-values) bindings () body ...))))
    (define-syntax multiple-letrec
      (syntax-rules ()
        ((_ bindings body ...) (collect (define-all) bindings () body ...))))
    (define-syntax named-let
      (syntax-rules ()
        ((_ tag (((variable) e) ...) body ...) (let tag ((variable e) ...) body ...))))
    (define-syntax define-all
      (syntax-rules ()
        ((_ ((formals e) ...) body ...)
         (let () (define-values formals e) ... (let () body ...)))))
    (define (uncons p) (values (car p) (cdr p)))
    (define (uncons-2 l) (values (car l) (cadr l) (cddr l)))
    (define (uncons-3 l) (values (car l) (cadr l) (caddr l) (cdddr l)))
    (define (uncons-4 l) (values (car l) (cadr l) (caddr l) (cadddr l) (cddddr l)))
    (define (uncons-cons l) (values (caar l) (cdar l) (cdr l)))
    (define (unlist l) (apply values l))
    (define (unvector v) (apply values (vector->list v)))
    (define-syntax values->list
      (syntax-rules () ((_ e) (call-with-values (lambda () e) list))))
    (define-syntax values->vector
      (syntax-rules () ((_ e) (call-with-values (lambda () e) vector))))))
