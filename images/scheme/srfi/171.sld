; SRFI 171: transducers.
;
; A reducer is a procedure of no argument (its identity), one (it completes a result) or two (it takes an element in). A transducer makes
; a reducer of a reducer. A reducer that gives a reduced value ends the reduction.

(define-library (srfi 171)
  (export rcons reverse-rcons rcount rany rall
          list-transduce vector-transduce string-transduce bytevector-u8-transduce port-transduce generator-transduce
          tmap tfilter tremove treplace tfilter-map tdrop tdrop-while ttake ttake-while tconcatenate tappend-map tflatten
          tdelete-neighbor-duplicates tdelete-duplicates tsegment tpartition tadd-between tenumerate tlog)
  (import (scheme internal) (srfi check) (srfi 171 meta) (only (srfi 69) make-hash-table hash-table-set! hash-table-exists? hash-table?
                                                               hash-table-ref/default))
  (begin
    ; ---- reducers

    (define rcons
      (case-lambda (() '()) ((l) (reverse l)) ((l x) (cons x l))))
    (define reverse-rcons
      (case-lambda (() '()) ((l) l) ((l x) (cons x l))))
    (define rcount
      (case-lambda (() 0) ((n) n) ((n x) (+ n 1))))
    (define (rany pred)
      (case-lambda (() #f) ((r) r) ((r x) (let ((r (pred x))) (if r (reduced r) #f)))))
    (define (rall pred)
      (case-lambda (() #t) ((r) r) ((r x) (let ((r (pred x))) (if r r (reduced #f))))))

    ; ---- reductions

    (define-syntax define-transduce
      (syntax-rules ()
        ((_ name reduce)
         (define name
           (case-lambda
             ((xform f data) (name xform f (f) data))
             ((xform f init data)
              (let ((f (xform f)))
                (f (reduce f init data)))))))))
    (define-transduce list-transduce list-reduce)
    (define-transduce vector-transduce vector-reduce)
    (define-transduce string-transduce string-reduce)
    (define-transduce bytevector-u8-transduce bytevector-u8-reduce)
    (define-transduce generator-transduce generator-reduce)
    (define port-transduce
      (case-lambda
        ((xform f reader) (port-transduce xform f reader (current-input-port)))
        ((xform f reader port) (port-transduce xform f (f) reader port))
        ((xform f init reader port)
         (let ((f (xform f)))
           (f (port-reduce f init reader port))))))

    ; ---- transducers

    ; (transducer f (state init) ... (r x) step): a transducer whose reducer has a state of its own.
    (define-syntax transducer
      (syntax-rules ()
        ((_ f ((state init) ...) (r x) step) (transducer f ((state init) ...) (r x) step (f r)))
        ((_ f ((state init) ...) (r x) step end)
         (lambda (f)
           (let ((state init) ...)
             (case-lambda (() (f)) ((r) end) ((r x) step)))))))

    (define (tmap g) (transducer f () (r x) (f r (g x))))
    (define (tfilter pred) (transducer f () (r x) (if (pred x) (f r x) r)))
    (define (tremove pred) (transducer f () (r x) (if (pred x) r (f r x))))
    (define (tfilter-map g) (transducer f () (r x) (let ((y (g x))) (if y (f r y) r))))
    (define (treplace mapping)
      (tmap (cond ((procedure? mapping) mapping)
                  ((hash-table? mapping) (lambda (x) (hash-table-ref/default mapping x x)))
                  ((list? mapping) (lambda (x) (let ((entry (assoc x mapping))) (if entry (cdr entry) x))))
                  (else (wrong-type "treplace" 1 "an association list, a hash table or a procedure" mapping)))))
    (define (tdrop n)
      (check-index n "tdrop" 1)
      (transducer f ((left n)) (r x)
        (if (> left 0) (begin (set! left (- left 1)) r) (f r x))))
    (define (tdrop-while pred)
      (transducer f ((dropping #t)) (r x)
        (if (and dropping (pred x)) r (begin (set! dropping #f) (f r x)))))
    (define (ttake n)
      (check-index n "ttake" 1)
      (transducer f ((left n)) (r x)
        (let ((r (if (> left 0) (f r x) r)))
          (set! left (- left 1))
          (if (> left 0) r (ensure-reduced r)))))
    ; `retf` gives the result of the end from the result so far and the element that ends it.
    (define (ttake-while pred . retf)
      (let ((retf (optional retf (lambda (r x) r))))
        (transducer f () (r x) (if (pred x) (f r x) (ensure-reduced (retf r x))))))
    (define tconcatenate
      (transducer f () (r x) (list-reduce (preserving-reduced f) r x)))
    (define (tappend-map g)
      (lambda (f) ((tmap g) (tconcatenate f))))
    (define (tflatten f)
      (define flatten
        (case-lambda
          (() (f))
          ((r) (f r))
          ((r x) (if (list? x) (list-reduce (preserving-reduced flatten) r x) (f r x)))))
      flatten)
    (define (tdelete-neighbor-duplicates . same)
      (let ((same? (optional same equal?)) (nothing (list 'nothing)))
        (transducer f ((last nothing)) (r x)
          (if (and (not (eq? last nothing)) (same? last x))
              r
              (begin (set! last x) (f r x))))))
    (define (tdelete-duplicates . same)
      (let ((same? (optional same equal?)))
        (transducer f ((seen (make-hash-table same?))) (r x)
          (if (hash-table-exists? seen x)
              r
              (begin (hash-table-set! seen x #t) (f r x))))))
    ; What is left of the groups at the end is an element too.
    (define (finish f r group)
      (f (if (null? group) r (unreduce (f r (reverse group))))))
    (define (tsegment n)
      (if (not (and (exact-integer? n) (positive? n))) (wrong-type "tsegment" 1 "a positive exact integer" n))
      (transducer f ((group '()) (count 0)) (r x)
        (begin
          (set! group (cons x group))
          (set! count (+ count 1))
          (if (< count n)
              r
              (let ((whole (reverse group)))
                (set! group '())
                (set! count 0)
                (f r whole))))
        (finish f r group)))
    (define (tpartition pred)
      (transducer f ((group '()) (last #f)) (r x)
        (let* ((key (pred x)) (same (or (null? group) (equal? key last))) (whole (reverse group)))
          (set! group (if same (cons x group) (list x)))
          (set! last key)
          (if same
              r
              (let ((r (f r whole)))
                (if (reduced? r) (set! group '()))
                r)))
        (finish f r group)))
    (define (tadd-between separator)
      (transducer f ((first #t)) (r x)
        (if first
            (begin (set! first #f) (f r x))
            (let ((r (f r separator)))
              (if (reduced? r) r (f r x))))))
    (define (tenumerate . start)
      (transducer f ((n (optional start 0))) (r x)
        (let ((entry (cons n x)))
          (set! n (+ n 1))
          (f r entry))))
    (define (tlog . logger)
      (let ((log (optional logger (lambda (r x) (write x) (newline)))))
        (transducer f () (r x) (begin (log r x) (f r x)))))))
