; SRFI 227: optional arguments. (opt-lambda (a (b default) ... . rest) body ...)
(define-library (srfi 227)
  (export opt-lambda opt*-lambda let-optionals let-optionals* define-optionals define-optionals*)
  (import (scheme base))
  (begin
    ; A default of opt-lambda does not see the other optional variables, one of opt*-lambda sees those before it.
    (define-syntax opt-lambda
      (syntax-rules ()
        ((_ parameters body ...) (split let-optionals parameters () body ...))))
    (define-syntax opt*-lambda
      (syntax-rules ()
        ((_ parameters body ...) (split let-optionals* parameters () body ...))))
    ; The parameters in front that have no default.
    (define-syntax split
      (syntax-rules ()
        ((_ bind ((variable default) . more) (required ...) body ...)
         (lambda (required ... . arguments)
           (bind arguments ((variable default) . more) body ...)))
        ((_ bind (variable . more) (required ...) body ...)
         (split bind more (required ... variable) body ...))
        ((_ bind rest (required ...) body ...)
         (lambda (required ... . rest) body ...))))

    (define-syntax let-optionals*
      (syntax-rules ()
        ((_ arguments () body ...)
         (if (null? arguments)
             (let () body ...)
             (error "too many arguments:" arguments)))
        ((_ arguments ((variable default) . more) body ...)
         (let* ((given arguments)
                (variable (if (pair? given) (car given) default))
                (rest (if (pair? given) (cdr given) '())))
           (let-optionals* rest more body ...)))
        ((_ arguments (variable . more) body ...)
         (let* ((given arguments) (variable (car given)) (rest (cdr given)))
           (let-optionals* rest more body ...)))
        ((_ arguments rest body ...) (let ((rest arguments)) body ...))))
    (define-syntax let-optionals
      (syntax-rules ()
        ((_ arguments variables body ...)
         (let ((given arguments)) (collect given variables () body ...)))))
    ; (collect rest variables ((variable temporary) ...) body ...): binds the variables when all values are there.
    (define-syntax collect
      (syntax-rules ()
        ((_ given () ((variable value) ...) body ...)
         (if (null? given)
             (let ((variable value) ...) body ...)
             (error "too many arguments:" given)))
        ((_ given ((variable default) . more) (bound ...) body ...)
         (let ((value (if (pair? given) (car given) default))
               (rest (if (pair? given) (cdr given) '())))
           (collect rest more (bound ... (variable value)) body ...)))
        ((_ given (variable . more) (bound ...) body ...)
         (let ((value (car given)) (rest (cdr given)))
           (collect rest more (bound ... (variable value)) body ...)))
        ((_ given rest ((variable value) ...) body ...)
         (let ((variable value) ... (rest given)) body ...))))

    (define-syntax define-optionals
      (syntax-rules ()
        ((_ (name . parameters) body ...) (define name (opt-lambda parameters body ...)))))
    (define-syntax define-optionals*
      (syntax-rules ()
        ((_ (name . parameters) body ...) (define name (opt*-lambda parameters body ...)))))))
