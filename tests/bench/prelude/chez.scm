;; R7RS and SRFI 69 names for Chez Scheme, both as a script and as a program.
(import (except (chezscheme) define-record-type make-hash-table)
        (prefix (only (chezscheme) define-record-type) chez:))

(define-syntax define-record-type
  (lambda (x)
    (syntax-case x ()
      ((_ type (maker argument ...) predicate field ...)
       (with-syntax (((clause ...)
                      (map (lambda (f)
                             (syntax-case f ()
                               ((name get) #'(immutable name get))
                               ((name get set) #'(mutable name get set))))
                           #'(field ...))))
         #'(chez:define-record-type (type maker predicate) (fields clause ...)))))))

(define (make-hash-table) (make-hashtable equal-hash equal?))
(define (hash-table-ref/default table key default) (hashtable-ref table key default))
(define (hash-table-set! table key value) (hashtable-set! table key value))
(define (hash-table-size table) (hashtable-size table))
(define (get-environment-variable name) (getenv name))
(define (read-line port) (get-line port))
(define (write-string string port) (put-string port string))
