#!r6rs
;; R7RS and SRFI 69 names for Racket, by way of its R6RS language (mutable pairs).
(import (except (rnrs) define-record-type)
        (prefix (only (rnrs) define-record-type) r6:)
        (rnrs mutable-pairs)
        (rnrs mutable-strings)
        (rnrs r5rs))

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
