;; R7RS and SRFI 69 names for Guile; a module of its own, so that its compiler may inline definitions.
(define-module (bench)
  #:declarative? #t
  #:use-module (srfi srfi-9)
  #:use-module (srfi srfi-34)
  #:use-module (ice-9 rdelim)
  #:use-module (rnrs bytevectors)
  #:use-module ((rnrs base) #:select (vector-map)))

(define exact inexact->exact)
(define hash-table-ref/default hash-ref)
(define hash-table-set! hash-set!)
(define (hash-table-size table) (hash-count (lambda (key value) #t) table))
(define inexact exact->inexact)
(define (get-environment-variable name) (getenv name))
(define (write-string string port) (display string port))
