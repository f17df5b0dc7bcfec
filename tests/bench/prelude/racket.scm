#!r6rs
;; R7RS and SRFI 69 names for Racket, by way of its R6RS language (mutable pairs).
(import (except (rnrs) define-record-type display)
        (prefix (only (rnrs) define-record-type) r6:)
        (rnrs eval)
        (rnrs mutable-pairs)
        (rnrs mutable-strings)
        (rnrs r5rs)
        (prefix (only (racket base) display cons) racket:)
        (only (racket base) getenv string->immutable-string))

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
         #'(r6:define-record-type (type maker predicate) (fields clause ...)))))))

(define (make-hash-table) (make-hashtable equal-hash equal?))
(define (hash-table-ref/default table key default) (hashtable-ref table key default))
(define (hash-table-set! table key value) (hashtable-set! table key value))
(define (hash-table-size table) (hashtable-size table))
(define (get-environment-variable name) (getenv (string->immutable-string name)))
(define (read-line port) (get-line port))
(define (write-string string port) (put-string port string))
(define (interaction-environment) (environment '(rnrs) '(rnrs r5rs)))
;; Mutable pairs would be shown in braces.
(define (display x . port)
  (apply racket:display
         (let copy ((x x)) (if (pair? x) (racket:cons (copy (car x)) (copy (cdr x))) x))
         port))
;; What was written to the string port made last.
(define get-last-string #f)
(define (open-output-string)
  (call-with-values open-string-output-port
                    (lambda (port get) (set! get-last-string get) port)))
(define (get-output-string port) (get-last-string))
