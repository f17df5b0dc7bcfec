;; Every standard procedure is called with arguments of every kind: whatever happens is a value or an error object with a message.
(import (scheme base) (scheme write) (scheme eval) (scheme char) (scheme inexact) (scheme complex) (scheme cxr) (scheme lazy) (scheme read))
(define names
  '(* + - / < <= = > >= abs append apply assoc assq assv binary-port? boolean=? boolean? bytevector bytevector-append bytevector-copy bytevector-copy!
    bytevector-length bytevector-u8-ref bytevector-u8-set! bytevector? caar cadr call-with-current-continuation call-with-port call-with-values call/cc car cdar cddr
    cdr ceiling char->integer char-ready? char<=? char<? char=? char>=? char>? char? close-input-port close-output-port close-port complex? cons
    denominator dynamic-wind eof-object eof-object? eq? equal? eqv? error
    error-object-irritants error-object-message error-object? even? exact exact-integer-sqrt exact-integer? exact? expt features file-error? floor
    floor-quotient floor-remainder floor/ flush-output-port for-each gcd get-output-bytevector get-output-string inexact inexact? input-port-open?
    input-port? integer->char integer? lcm length list list->string list->vector list-copy list-ref list-set! list-tail list? make-bytevector
    make-list make-parameter make-string make-vector map max member memq memv min modulo negative? newline not null? number->string number? numerator odd?
    open-input-bytevector open-input-string open-output-bytevector open-output-string output-port-open? output-port? pair? peek-char peek-u8 port? positive?
    procedure? quotient raise raise-continuable rational? rationalize read-bytevector read-bytevector! read-char read-error? read-line read-string read-u8 real?
    remainder reverse round set-car! set-cdr! square string string->list string->number string->symbol string->utf8 string->vector string-append string-copy
    string-copy! string-fill! string-for-each string-length string-map string-ref string-set! string<=? string<? string=? string>=? string>? string? substring
    symbol->string symbol=? symbol? textual-port? truncate truncate-quotient truncate-remainder truncate/ u8-ready? utf8->string values vector
    vector->list vector->string vector-append vector-copy vector-copy! vector-fill! vector-for-each vector-length vector-map vector-ref vector-set! vector?
    with-exception-handler write-bytevector write-char write-string write-u8 zero?
    char-alphabetic? char-ci<=? char-ci<? char-ci=? char-ci>=? char-ci>? char-downcase char-foldcase char-lower-case? char-numeric? char-upcase
    char-upper-case? char-whitespace? digit-value string-ci<=? string-ci<? string-ci=? string-ci>=? string-ci>? string-downcase string-foldcase string-upcase
    angle imag-part magnitude make-polar make-rectangular real-part caaaar cddddr cadadr caddr acos asin atan cos exp finite? infinite? log nan? sin sqrt tan
    force make-promise promise? read display write write-shared write-simple eval))
(define where (environment '(scheme base) '(scheme write) '(scheme eval) '(scheme char) '(scheme inexact) '(scheme complex) '(scheme cxr) '(scheme lazy) '(scheme read)))
(define arguments (list 0 1.5 #\a "abc" 'a '(1 2) #(1 2) car))
(define calls 0)
(define bad 0)
(define (complain . what) (set! bad (+ bad 1)) (if (< bad 50) (begin (write what) (newline))))
(define (try name f args)
  (set! calls (+ calls 1))
  (guard (e ((error-object? e)
             (if (not (or (eq? name 'error) (and (string? (error-object-message e)) (list? (error-object-irritants e))))) (complain name args 'no-message)))
            (else (if (not (memq name '(raise raise-continuable))) (complain name 'raised e))))
    (parameterize ((current-output-port (open-output-string)) (current-input-port (open-input-string "abc")))
      (call-with-values (lambda () (apply f args)) list))))
(for-each
  (lambda (name)
    (let ((f (eval name where)))
      (try name f '())
      (for-each (lambda (a) (try name f (list a)) (for-each (lambda (b) (try name f (list a b))) arguments)) arguments)
      (for-each (lambda (a) (try name f (list a 1 2)) (try name f (list "abc" 0 a)) (try name f (list #(1 2) 0 a 1))) arguments)))
  names)
(display bad) (display " bad") (newline)
; expect: 0 bad
