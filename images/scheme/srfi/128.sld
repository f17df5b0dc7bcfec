; SRFI 128: comparators. A comparator says which objects it is for, when two of them are equal, how they are ordered, and how they hash.

(define-library (srfi 128)
  (export comparator? comparator-ordered? comparator-hashable? make-comparator make-pair-comparator make-list-comparator
          make-vector-comparator make-eq-comparator make-eqv-comparator make-equal-comparator
          boolean-hash char-hash char-ci-hash string-hash string-ci-hash symbol-hash number-hash
          make-default-comparator default-hash comparator-register-default!
          comparator-type-test-predicate comparator-equality-predicate comparator-ordering-predicate comparator-hash-function
          comparator-test-type comparator-check-type comparator-hash hash-bound hash-salt
          =? <? >? <=? >=? comparator-if<=>)
  (import (scheme internal) (srfi check))
  (begin
    (define-record-type comparator
      (new-comparator type-test equality ordering hash ordered hashable)
      comparator?
      (type-test comparator-type-test-predicate)
      (equality comparator-equality-predicate)
      (ordering comparator-ordering-predicate)
      (hash comparator-hash-function)
      (ordered comparator-ordered?)
      (hashable comparator-hashable?))

    (define (make-comparator type-test equality ordering hash)
      (let ((type-test (if (eq? type-test #t) (lambda (x) #t) type-test)))
        (check-procedure type-test "make-comparator" 1)
        (if (not (eq? equality #t)) (check-procedure equality "make-comparator" 2))
        (if ordering (check-procedure ordering "make-comparator" 3))
        (if hash (check-procedure hash "make-comparator" 4))
        (new-comparator
          type-test
          (cond ((procedure? equality) equality)
                (ordering (lambda (a b) (not (or (ordering a b) (ordering b a)))))
                (else (wrong-type "make-comparator" 2 "a procedure if there is no ordering" equality)))
          (or ordering (lambda (a b) (error "this comparator has no ordering predicate")))
          (or hash (lambda (x . rest) (error "this comparator has no hash function")))
          (if ordering #t #f)
          (if hash #t #f))))

    ; ---- hashes

    (define bound 33554432)
    (define-syntax hash-bound (syntax-rules () ((_) bound)))
    (define salt (make-parameter 16064047))
    (define-syntax hash-salt (syntax-rules () ((_) (salt))))
    (define (mix a b) (modulo (+ (* a 31) b) bound))
    (define (boolean-hash x) (if x 1 0))
    (define (char-hash c) (char->integer c))
    (define (char-ci-hash c) (char->integer (char-foldcase c)))
    (define (number-hash x) (modulo (%equal-hash x) bound))

    ; ---- comparators of structures

    (define (make-pair-comparator first second)
      (make-comparator
        (lambda (x) (and (pair? x) (comparator-test-type first (car x)) (comparator-test-type second (cdr x))))
        (lambda (a b)
          (and ((comparator-equality-predicate first) (car a) (car b))
               ((comparator-equality-predicate second) (cdr a) (cdr b))))
        (and (comparator-ordered? first)
             (comparator-ordered? second)
             (lambda (a b)
               (if ((comparator-equality-predicate first) (car a) (car b))
                   ((comparator-ordering-predicate second) (cdr a) (cdr b))
                   ((comparator-ordering-predicate first) (car a) (car b)))))
        (and (comparator-hashable? first)
             (comparator-hashable? second)
             (lambda (x)
               (mix (comparator-hash first (car x)) (comparator-hash second (cdr x)))))))

    ; The shorter list is the lesser one if it begins the longer one.
    (define make-list-comparator
      (case-lambda
        ((element) (make-list-comparator element list? null? car cdr))
        ((element type-test empty? head tail)
         (let ((same? (comparator-equality-predicate element)) (less? (comparator-ordering-predicate element)))
           (make-comparator
             (lambda (x)
               (and (type-test x)
                    (let loop ((x x))
                      (or (empty? x) (and (comparator-test-type element (head x)) (loop (tail x)))))))
             (lambda (a b)
               (let loop ((a a) (b b))
                 (cond ((empty? a) (empty? b))
                       ((empty? b) #f)
                       (else (and (same? (head a) (head b)) (loop (tail a) (tail b)))))))
             (and (comparator-ordered? element)
                  (lambda (a b)
                    (let loop ((a a) (b b))
                      (cond ((empty? a) (not (empty? b)))
                            ((empty? b) #f)
                            ((same? (head a) (head b)) (loop (tail a) (tail b)))
                            (else (less? (head a) (head b)))))))
             (and (comparator-hashable? element)
                  (lambda (x)
                    (let loop ((x x) (acc 5381))
                      (if (empty? x) acc (loop (tail x) (mix acc (comparator-hash element (head x))))))))))) ))

    ; The shorter vector is the lesser one.
    (define make-vector-comparator
      (case-lambda
        ((element) (make-vector-comparator element vector? vector-length vector-ref))
        ((element type-test size ref)
         (let ((same? (comparator-equality-predicate element)) (less? (comparator-ordering-predicate element)))
           (make-comparator
             (lambda (x)
               (and (type-test x)
                    (let ((n (size x)))
                      (let loop ((i 0))
                        (or (= i n) (and (comparator-test-type element (ref x i)) (loop (+ i 1))))))))
             (lambda (a b)
               (let ((n (size a)))
                 (and (= n (size b))
                      (let loop ((i 0))
                        (or (= i n) (and (same? (ref a i) (ref b i)) (loop (+ i 1))))))))
             (and (comparator-ordered? element)
                  (lambda (a b)
                    (let ((n (size a)) (m (size b)))
                      (cond ((< n m) #t)
                            ((> n m) #f)
                            (else
                             (let loop ((i 0))
                               (cond ((= i n) #f)
                                     ((same? (ref a i) (ref b i)) (loop (+ i 1)))
                                     (else (less? (ref a i) (ref b i))))))))))
             (and (comparator-hashable? element)
                  (lambda (x)
                    (let ((n (size x)))
                      (let loop ((i 0) (acc 5381))
                        (if (= i n) acc (loop (+ i 1) (mix acc (comparator-hash element (ref x i)))))))))))))) 

    (define (make-eq-comparator) (make-comparator #t eq? #f eq-hash))
    (define (make-eqv-comparator) (make-comparator #t eqv? #f eqv-hash))
    (define (make-equal-comparator) (make-comparator #t equal? #f equal-hash))

    ; ---- the default comparator: a total order over the standard types, and those registered

    (define registered '())
    (define (comparator-register-default! c)
      (check-argument comparator? c "comparator-register-default!" 1 "a comparator")
      (set! registered (append registered (list c))))
    (define (find-registered x)
      (let loop ((l registered) (i 0))
        (cond ((null? l) #f)
              ((comparator-test-type (car l) x) (cons i (car l)))
              (else (loop (cdr l) (+ i 1))))))
    (define (rank x)
      (cond ((null? x) 0)
            ((pair? x) 1)
            ((boolean? x) 2)
            ((char? x) 3)
            ((string? x) 4)
            ((symbol? x) 5)
            ((number? x) 6)
            ((vector? x) 7)
            ((bytevector? x) 8)
            (else
             (let ((found (find-registered x)))
               (if found (+ 10 (car found)) 9)))))
    (define (complex<? a b)
      (if (and (real? a) (real? b))
          (< a b)
          (or (< (real-part a) (real-part b))
              (and (= (real-part a) (real-part b)) (< (imag-part a) (imag-part b))))))
    (define (bytes<? a b)
      (let ((n (bytevector-length a)) (m (bytevector-length b)))
        (or (< n m)
            (and (= n m)
                 (let loop ((i 0))
                   (and (< i n)
                        (let ((x (bytevector-u8-ref a i)) (y (bytevector-u8-ref b i)))
                          (or (< x y) (and (= x y) (loop (+ i 1)))))))))))
    (define (default=? a b)
      (let ((r (rank a)))
        (and (= r (rank b))
             (case r
               ((0) #t)
               ((1) (and (default=? (car a) (car b)) (default=? (cdr a) (cdr b))))
               ((2) (eq? a b))
               ((3) (char=? a b))
               ((4) (string=? a b))
               ((5) (eq? a b))
               ((6) (= a b))
               ((7) (let ((n (vector-length a)))
                      (and (= n (vector-length b))
                           (let loop ((i 0))
                             (or (= i n) (and (default=? (vector-ref a i) (vector-ref b i)) (loop (+ i 1))))))))
               ((8 9) (equal? a b))
               (else ((comparator-equality-predicate (cdr (find-registered a))) a b))))))
    (define (default<? a b)
      (let ((r (rank a)) (s (rank b)))
        (cond ((< r s) #t)
              ((> r s) #f)
              (else
               (case r
                 ((0) #f)
                 ((1) (if (default=? (car a) (car b))
                          (default<? (cdr a) (cdr b))
                          (default<? (car a) (car b))))
                 ((2) (and (not a) b))
                 ((3) (char<? a b))
                 ((4) (string<? a b))
                 ((5) (symbol<? a b))
                 ((6) (complex<? a b))
                 ((7) (let ((n (vector-length a)) (m (vector-length b)))
                        (cond ((< n m) #t)
                              ((> n m) #f)
                              (else
                               (let loop ((i 0))
                                 (cond ((= i n) #f)
                                       ((default=? (vector-ref a i) (vector-ref b i)) (loop (+ i 1)))
                                       (else (default<? (vector-ref a i) (vector-ref b i)))))))))
                 ((8) (bytes<? a b))
                 ((9) #f)
                 (else ((comparator-ordering-predicate (cdr (find-registered a))) a b)))))))
    (define (default-hash x . rest)
      (let ((r (rank x)))
        (case r
          ((1) (mix (default-hash (car x)) (default-hash (cdr x))))
          ((7) (let ((n (vector-length x)))
                 (let loop ((i 0) (acc 7))
                   (if (= i n) acc (loop (+ i 1) (mix acc (default-hash (vector-ref x i))))))))
          ; Numbers that are = have the same hash, whatever their exactness.
          ((6) (if (and (inexact? x) (rational? x) (integer? x)) (number-hash (exact x)) (number-hash x)))
          ((0 2 3 4 5 8 9) (modulo (%equal-hash x) bound))
          (else (comparator-hash (cdr (find-registered x)) x)))))
    (define (make-default-comparator) (make-comparator (lambda (x) #t) default=? default<? default-hash))

    ; ---- using comparators

    (define (comparator-test-type c x) ((comparator-type-test-predicate c) x))
    (define (comparator-check-type c x)
      (if (comparator-test-type c x) #t (error "comparator-check-type: the comparator is not for this object:" x)))
    (define (comparator-hash c x) ((comparator-hash-function c) x))

    (define-syntax define-comparison
      (syntax-rules ()
        ((_ name (c a b) test)
         (define name
           (case-lambda
             ((c a b) test)
             ((c x y . rest)
              (let loop ((a x) (b y) (rest rest))
                (and test
                     (or (null? rest) (loop b (car rest) (cdr rest)))))))))))
    (define-comparison =? (c a b) ((comparator-equality-predicate c) a b))
    (define-comparison <? (c a b) ((comparator-ordering-predicate c) a b))
    (define-comparison >? (c a b) ((comparator-ordering-predicate c) b a))
    (define-comparison <=? (c a b) (not ((comparator-ordering-predicate c) b a)))
    (define-comparison >=? (c a b) (not ((comparator-ordering-predicate c) a b)))

    (define default (make-default-comparator))
    (define-syntax comparator-if<=>
      (syntax-rules ()
        ((_ a b less equal greater) (comparator-if<=> default a b less equal greater))
        ((_ comparator a b less equal greater)
         (let ((c comparator) (x a) (y b))
           (cond ((=? c x y) equal)
                 ((<? c x y) less)
                 (else greater))))))))
