; SRFI 210: procedures and syntax for multiple values. A box with several values holds them as what they are between procedures.
(define-library (srfi 210)
  (export apply/mv call/mv list/mv vector/mv box/mv value/mv coarity set!-values with-values case-receive bind/mv
          list-values vector-values box-values value identity compose-left compose-right map-values bind/list bind/box bind)
  (import (scheme internal) (srfi check))
  (begin
    (define-syntax values->list
      (syntax-rules () ((_ e) (call-with-values (lambda () e) list))))
    ; The operands are evaluated before what gives several values.
    (define-syntax list/mv
      (syntax-rules () ((_ operand ... producer) (cons* operand ... (values->list producer)))))
    (define-syntax apply/mv
      (syntax-rules () ((_ operator operand ... producer) (apply operator (list/mv operand ... producer)))))
    (define-syntax call/mv
      (syntax-rules () ((_ consumer producer ...) (apply consumer (append (values->list producer) ...)))))
    (define-syntax vector/mv
      (syntax-rules () ((_ operand ... producer) (list->vector (list/mv operand ... producer)))))
    (define-syntax box/mv
      (syntax-rules () ((_ operand ... producer) (box (apply values (list/mv operand ... producer))))))
    (define-syntax value/mv
      (syntax-rules () ((_ index operand ... producer) (apply value index (list/mv operand ... producer)))))
    (define-syntax coarity
      (syntax-rules () ((_ producer) (length (values->list producer)))))
    (define-syntax set!-values
      (syntax-rules () ((_ formals producer) (set-all formals () producer formals))))
    ; (set-all formals ((variable value) ...) producer formals-left)
    (define-syntax set-all
      (syntax-rules ()
        ((_ formals (pair ...) producer (variable . left)) (set-all formals (pair ... (variable value)) producer left))
        ((_ formals ((variable value) ...) producer ())
         (let-values (((value ...) producer)) (set! variable value) ... (if #f #f)))
        ((_ formals ((variable value) ...) producer rest)
         (let-values (((value ... . others) producer)) (set! variable value) ... (set! rest others)))))
    (define-syntax with-values
      (syntax-rules () ((_ producer consumer) (apply/mv consumer producer))))
    (define-syntax case-receive
      (syntax-rules () ((_ producer clause ...) (with-values producer (case-lambda clause ...)))))
    (define-syntax bind/mv
      (syntax-rules () ((_ producer transducer ...) (bind/list (values->list producer) transducer ...))))

    (define (list-values l)
      (check-list l "list-values" 1)
      (apply values l))
    (define (vector-values v)
      (check-argument vector? v "vector-values" 1 "a vector")
      (apply values (vector->list v)))
    (define (box-values b)
      (check-argument box? b "box-values" 1 "a box")
      (unbox b))
    (define (value index . objects)
      (check-index index "value" 1)
      (if (< index (length objects)) (list-ref objects index) (out-of-range "value" 1 index)))
    (define (identity . objects) (apply values objects))
    (define (check-procedures l who position)
      (if (pair? l)
          (begin (check-procedure (car l) who position) (check-procedures (cdr l) who (+ position 1)))))
    ; The values of each procedure are the arguments of the next; the last is called in tail position.
    (define (through procedures arguments)
      (cond ((null? procedures) (apply values arguments))
            ((null? (cdr procedures)) (apply (car procedures) arguments))
            (else (through (cdr procedures) (values->list (apply (car procedures) arguments))))))
    (define (compose-left . procedures)
      (check-procedures procedures "compose-left" 1)
      (lambda arguments (through procedures arguments)))
    (define (compose-right . procedures)
      (check-procedures procedures "compose-right" 1)
      (let ((procedures (reverse procedures)))
        (lambda arguments (through procedures arguments))))
    (define (map-values f)
      (check-procedure f "map-values" 1)
      (lambda arguments (apply values (map f arguments))))
    (define (bind/list l . procedures)
      (check-list l "bind/list" 1)
      (check-procedures procedures "bind/list" 2)
      (through procedures l))
    (define (bind/box b . procedures)
      (check-procedures procedures "bind/box" 2)
      (through procedures (values->list (box-values b))))
    (define (bind x . procedures)
      (check-procedures procedures "bind" 2)
      (through procedures (list x)))))
