; SRFI 125: hash tables with comparators, on the built-in tables. A table whose equivalence is one that the machine knows compares and
; hashes keys itself; other tables keep buckets under the numbers of the comparator's hash function.

(define-library (srfi 125)
  (export make-hash-table hash-table hash-table-unfold alist->hash-table
          hash-table? hash-table-contains? hash-table-exists? hash-table-empty? hash-table=? hash-table-mutable?
          hash-table-ref hash-table-ref/default
          hash-table-set! hash-table-delete! hash-table-intern! hash-table-update! hash-table-update!/default
          hash-table-pop! hash-table-clear!
          hash-table-size hash-table-keys hash-table-values hash-table-entries hash-table-find hash-table-count
          hash-table-map hash-table-for-each hash-table-walk hash-table-map! hash-table-map->list hash-table-fold hash-table-prune!
          hash-table-copy hash-table-empty-copy hash-table->alist
          hash-table-union! hash-table-merge! hash-table-intersection! hash-table-difference! hash-table-xor!
          hash string-hash string-ci-hash hash-by-identity hash-table-equivalence-function hash-table-hash-function)
  (import (rename (scheme internal)
                  (make-hash-table new-table) (hash-table-delete! delete-key!) (hash-table-copy copy-table)
                  (hash-table-update! update!) (hash-table-count old-count)
                  (hash-table-fold old-fold) (hash-table-set! one-set!))
          (srfi check)
          (srfi 128))
  (begin
    (define absent (list 'absent))
    (define-syntax check-table
      (syntax-rules ()
        ((_ t who position) (check-argument hash-table? t who position "a hash table"))))

    ; ---- constructors

    ; A comparator, or (deprecated) an equivalence with its hash function. Further arguments are hints.
    (define (make-hash-table c . rest)
      (cond ((comparator? c)
             (if (not (comparator-hashable? c)) (error "make-hash-table: the comparator has no hash function"))
             (let ((same? (comparator-equality-predicate c)) (hash (comparator-hash-function c)))
               (new-table same? (lambda (key) (hash key)))))
            ((procedure? c)
             (new-table c (if (and (pair? rest) (procedure? (car rest))) (car rest) hash)))
            (else (wrong-type "make-hash-table" 1 "a comparator" c))))
    (define (hash-table c . keys-and-values)
      (let ((t (make-hash-table c)))
        (let loop ((l keys-and-values))
          (cond ((null? l) t)
                ((null? (cdr l)) (error "hash-table: the last key has no value:" (car l)))
                (else
                 (if (hash-table-contains? t (car l)) (error "hash-table: a key is there twice:" (car l)))
                 (hash-table-set! t (car l) (cadr l))
                 (loop (cddr l)))))))
    (define (hash-table-unfold stop? f next seed c . rest)
      (check-procedure stop? "hash-table-unfold" 1)
      (check-procedure f "hash-table-unfold" 2)
      (check-procedure next "hash-table-unfold" 3)
      (let ((t (apply make-hash-table c rest)))
        (let loop ((seed seed))
          (if (stop? seed)
              t
              (let-values (((key value) (f seed)))
                (hash-table-set! t key value)
                (loop (next seed)))))))
    (define (alist->hash-table alist c . rest)
      (check-list alist "alist->hash-table" 1)
      (let ((t (apply make-hash-table c rest)))
        (for-each (lambda (entry)
                    (if (not (hash-table-contains? t (car entry))) (one-set! t (car entry) (cdr entry))))
                  alist)
        t))

    ; ---- predicates

    (define (hash-table-empty? t) (= (hash-table-size t) 0))
    (define (hash-table-mutable? t)
      (check-table t "hash-table-mutable?" 1)
      #t)
    ; The same keys, and values that the comparator calls equal.
    (define (hash-table=? c a b)
      (check-argument comparator? c "hash-table=?" 1 "a comparator")
      (check-table a "hash-table=?" 2)
      (check-table b "hash-table=?" 3)
      (let ((same? (comparator-equality-predicate c)))
        (and (= (hash-table-size a) (hash-table-size b))
             (every (lambda (entry)
                      (let ((x (hash-table-ref/default b (car entry) absent)))
                        (and (not (eq? x absent)) (same? (cdr entry) x))))
                    (hash-table->alist a)))))

    ; ---- access

    (define hash-table-ref
      (case-lambda
        ((t key) (hash-table-ref t key (lambda () (error "hash-table-ref: key not found:" key))))
        ((t key fail)
         (let ((x (hash-table-ref/default t key absent)))
           (if (eq? x absent) (fail) x)))
        ((t key fail succeed)
         (let ((x (hash-table-ref/default t key absent)))
           (if (eq? x absent) (fail) (succeed x))))))

    ; ---- mutation

    (define hash-table-set!
      (case-lambda
        ((t key value) (one-set! t key value))
        ((t . keys-and-values)
         (check-table t "hash-table-set!" 1)
         (let loop ((l keys-and-values))
           (if (pair? l)
               (begin
                 (if (null? (cdr l)) (error "hash-table-set!: the last key has no value:" (car l)))
                 (one-set! t (car l) (cadr l))
                 (loop (cddr l))))))))
    ; How many keys were there.
    (define hash-table-delete!
      (case-lambda
        ((t key) (if (delete-key! t key) 1 0))
        ((t . keys) (fold (lambda (key n) (if (delete-key! t key) (+ n 1) n)) 0 keys))))
    (define (hash-table-intern! t key fail)
      (let ((x (hash-table-ref/default t key absent)))
        (if (eq? x absent)
            (let ((x (fail))) (one-set! t key x) x)
            x)))
    (define hash-table-update!
      (case-lambda
        ((t key f) (one-set! t key (f (hash-table-ref t key))))
        ((t key f fail) (one-set! t key (f (hash-table-ref t key fail))))
        ((t key f fail succeed) (one-set! t key (f (hash-table-ref t key fail succeed))))))
    (define (hash-table-pop! t)
      (check-table t "hash-table-pop!" 1)
      (let ((entries (hash-table->alist t)))
        (if (null? entries) (error "hash-table-pop!: the table is empty"))
        (delete-key! t (caar entries))
        (values (caar entries) (cdar entries))))

    ; ---- the whole table

    (define (hash-table-entries t) (values (hash-table-keys t) (hash-table-values t)))
    (define (hash-table-find f t)
      (check-procedure f "hash-table-find" 1)
      (check-table t "hash-table-find" 2)
      (let loop ((l (hash-table->alist t)))
        (and (pair? l) (or (f (caar l) (cdar l)) (loop (cdr l))))))
    (define (hash-table-count f t)
      (let-values (((f t) (if (procedure? f) (values f t) (values t f))))
        (check-procedure f "hash-table-count" 1)
        (check-table t "hash-table-count" 2)
        (let loop ((l (hash-table->alist t)) (n 0))
          (if (pair? l) (loop (cdr l) (if (f (caar l) (cdar l)) (+ n 1) n)) n))))
    (define (hash-table-map f c t)
      (check-procedure f "hash-table-map" 1)
      (check-table t "hash-table-map" 3)
      (let ((new (make-hash-table c)))
        (for-each (lambda (entry) (one-set! new (car entry) (f (cdr entry)))) (hash-table->alist t))
        new))
    (define (hash-table-for-each f t)
      (let-values (((f t) (if (procedure? f) (values f t) (values t f))))
        (check-procedure f "hash-table-for-each" 1)
        (check-table t "hash-table-for-each" 2)
        (for-each (lambda (entry) (f (car entry) (cdr entry))) (hash-table->alist t))))
    (define (hash-table-walk t f) (hash-table-for-each f t))
    (define (hash-table-map! f t)
      (let-values (((f t) (if (procedure? f) (values f t) (values t f))))
        (check-procedure f "hash-table-map!" 1)
        (check-table t "hash-table-map!" 2)
        (for-each (lambda (entry) (one-set! t (car entry) (f (car entry) (cdr entry)))) (hash-table->alist t))))
    (define (hash-table-map->list f t)
      (let-values (((f t) (if (procedure? f) (values f t) (values t f))))
        (check-procedure f "hash-table-map->list" 1)
        (check-table t "hash-table-map->list" 2)
        (map (lambda (entry) (f (car entry) (cdr entry))) (hash-table->alist t))))
    (define (hash-table-fold f acc t)
      (if (hash-table? f)
          (hash-table-fold acc t f)
          (begin
            (check-procedure f "hash-table-fold" 1)
            (check-table t "hash-table-fold" 3)
            (let loop ((l (hash-table->alist t)) (acc acc))
              (if (pair? l) (loop (cdr l) (f (caar l) (cdar l) acc)) acc)))))
    (define (hash-table-prune! f t)
      (let-values (((f t) (if (procedure? f) (values f t) (values t f))))
        (check-procedure f "hash-table-prune!" 1)
        (check-table t "hash-table-prune!" 2)
        (for-each (lambda (entry) (if (f (car entry) (cdr entry)) (delete-key! t (car entry)))) (hash-table->alist t))))

    ; ---- copying, tables as sets

    (define (hash-table-copy t . mutable?) (copy-table t))
    (define (hash-table-empty-copy t)
      (let ((new (copy-table t)))
        (hash-table-clear! new)
        new))
    (define (hash-table-union! a b)
      (check-table a "hash-table-union!" 1)
      (check-table b "hash-table-union!" 2)
      (for-each (lambda (entry)
                  (if (not (hash-table-contains? a (car entry))) (one-set! a (car entry) (cdr entry))))
                (hash-table->alist b))
      a)
    (define hash-table-merge! hash-table-union!)
    (define (hash-table-intersection! a b)
      (check-table a "hash-table-intersection!" 1)
      (check-table b "hash-table-intersection!" 2)
      (for-each (lambda (key) (if (not (hash-table-contains? b key)) (delete-key! a key))) (hash-table-keys a))
      a)
    (define (hash-table-difference! a b)
      (check-table a "hash-table-difference!" 1)
      (check-table b "hash-table-difference!" 2)
      (for-each (lambda (key) (if (hash-table-contains? b key) (delete-key! a key))) (hash-table-keys a))
      a)
    (define (hash-table-xor! a b)
      (check-table a "hash-table-xor!" 1)
      (check-table b "hash-table-xor!" 2)
      (for-each (lambda (entry)
                  (if (hash-table-contains? a (car entry))
                      (delete-key! a (car entry))
                      (one-set! a (car entry) (cdr entry))))
                (hash-table->alist b))
      a)))
