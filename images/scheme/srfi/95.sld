; SRFI 95: sorting and merging, stable, with an optional key.
(define-library (srfi 95)
  (export sorted? merge merge! sort sort!)
  (import (except (scheme internal) sort sort! merge-sort)
          (srfi check)
          (only (srfi 132) list-sort list-merge vector-sort vector-sort! list-sorted? vector-sorted?))
  (begin
    (define (by less? key)
      (if key (lambda (a b) (less? (key a) (key b))) less?))
    (define-syntax define-keyed
      (syntax-rules ()
        ((_ (name a ... less?) body)
         (define name
           (case-lambda
             ((a ... less?) body)
             ((a ... less? key)
              (check-procedure key (symbol->string 'name) 3)
              (let ((less? (by less? key))) body)))))))
    (define (sequence-error who x) (wrong-type who 1 "a list or a vector" x))
    (define-keyed (sorted? sequence less?)
      (cond ((vector? sequence) (vector-sorted? less? sequence))
            ((list? sequence) (list-sorted? less? sequence))
            (else (sequence-error "sorted?" sequence))))
    (define-keyed (merge a b less?) (list-merge less? a b))
    (define merge! merge)
    ; Keys are computed once.
    (define sort
      (case-lambda
        ((sequence less?)
         (cond ((vector? sequence) (vector-sort less? sequence))
               ((list? sequence) (list-sort less? sequence))
               (else (sequence-error "sort" sequence))))
        ((sequence less? key)
         (check-procedure key "sort" 3)
         (let ((pair (lambda (x) (cons (key x) x))) (less? (lambda (a b) (less? (car a) (car b)))))
           (cond ((vector? sequence) (vector-map cdr (vector-sort less? (vector-map pair sequence))))
                 ((list? sequence) (map cdr (list-sort less? (map pair sequence))))
                 (else (sequence-error "sort" sequence)))))))
    (define (sort! sequence less? . key)
      (let ((sorted (apply sort sequence less? key)))
        (if (vector? sequence)
            (begin (vector-copy! sequence 0 sorted) sequence)
            sorted)))))
