; Procedures of (scheme base) and its companions that call other procedures, or take any number of arguments.

; ---- numbers: the compiler folds operands two at a time

(define-syntax %define-fold
  (syntax-rules ()
    ((_ name)
     (define name
       (case-lambda
         ((a b) (name a b))
         (() (name))
         ((a) (name a))
         ((a b . rest)
          (let loop ((acc (name a b)) (l rest))
            (if (null? l) acc (loop (name acc (car l)) (cdr l))))))))))
(define-syntax %define-fold1
  (syntax-rules ()
    ((_ name)
     (define name
       (case-lambda
         ((a b) (name a b))
         ((a) (name a))
         ((a b . rest)
          (let loop ((acc (name a b)) (l rest))
            (if (null? l) acc (loop (name acc (car l)) (cdr l))))))))))
(define-syntax %define-chain
  (syntax-rules ()
    ((_ name)
     (define name
       (case-lambda
         ((a b) (name a b))
         ((a) (name a))
         ((a b . rest)
          (let loop ((so-far (name a b)) (x b) (l rest))
            (if (null? l)
                so-far
                (loop (and (name x (car l)) so-far) (car l) (cdr l))))))))))
(%define-fold +)
(%define-fold *)
(%define-fold1 -)
(%define-fold1 /)
(%define-fold1 max)
(%define-fold1 min)
(%define-fold bitwise-and)
(%define-fold bitwise-ior)
(%define-fold bitwise-xor)
(%define-chain =)
(%define-chain <)
(%define-chain <=)
(%define-chain >)
(%define-chain >=)
(%define-chain char=?)
(%define-chain char<?)
(%define-chain char<=?)
(%define-chain char>?)
(%define-chain char>=?)
(%define-chain string=?)
(%define-chain string<?)
(%define-chain string<=?)
(%define-chain string>?)
(%define-chain string>=?)
(%define-chain string-ci=?)
(%define-chain string-ci<?)
(%define-chain string-ci<=?)
(%define-chain string-ci>?)
(%define-chain string-ci>=?)

(define-syntax %define-ci
  (syntax-rules ()
    ((_ name plain)
     (define (name a b . rest)
       (let loop ((so-far (plain (char-foldcase a) (char-foldcase b))) (x b) (l rest))
         (if (null? l)
             so-far
             (loop (and (plain (char-foldcase x) (char-foldcase (car l))) so-far) (car l) (cdr l))))))))
(%define-ci char-ci=? char=?)
(%define-ci char-ci<? char<?)
(%define-ci char-ci<=? char<=?)
(%define-ci char-ci>? char>?)
(%define-ci char-ci>=? char>=?)

(define (square x) (* x x))
(define (cube x) (* x x x))
(define gcd
  (case-lambda
    ((a b) (%gcd a b))
    (() 0)
    ((a) (%gcd a 0))
    ((a b . rest) (let loop ((n (%gcd a b)) (l rest)) (if (null? l) n (loop (%gcd n (car l)) (cdr l)))))))
(define lcm
  (case-lambda
    ((a b) (%lcm a b))
    (() 1)
    ((a) (%lcm a 1))
    ((a b . rest) (let loop ((n (%lcm a b)) (l rest)) (if (null? l) n (loop (%lcm n (car l)) (cdr l)))))))
(define atan
  (case-lambda
    ((x) (%atan x))
    ((y x) (%atan2 y x))))
(define log
  (case-lambda
    ((x) (%log x))
    ((x base) (%log2 x base))))
(define (exact-integer-expt-mod a b c) (%expt-mod a b c))
(define (exact-nonnegative-integer? x) (and (exact-integer? x) (>= x 0)))
(define (random n) (%random n))
(define (random-integer n) (%random n))
(define (random-real) (%random 1.0))
(define (boolean=? a b . rest)
  (if (not (boolean? a)) (raise (%make-condition 'type "boolean=?: argument 1 must be a boolean, not" (list a))))
  (let loop ((so-far #t) (i 2) (l (cons b rest)))
    (cond ((null? l) so-far)
          ((not (boolean? (car l)))
           (raise (%make-condition 'type
                                   (string-append "boolean=?: argument " (number->string i) " must be a boolean, not")
                                   (list (car l)))))
          (else (loop (and so-far (eq? a (car l))) (+ i 1) (cdr l))))))
(define (symbol=? a b . rest)
  (if (not (symbol? a)) (raise (%make-condition 'type "symbol=?: argument 1 must be a symbol, not" (list a))))
  (let loop ((so-far #t) (i 2) (l (cons b rest)))
    (cond ((null? l) so-far)
          ((not (symbol? (car l)))
           (raise (%make-condition 'type
                                   (string-append "symbol=?: argument " (number->string i) " must be a symbol, not")
                                   (list (car l)))))
          (else (loop (and so-far (eq? a (car l))) (+ i 1) (cdr l))))))
(define symbol<?
  (case-lambda
    ((a b) (%symbol<? a b))
    ((a) #t)
    ((a b . rest)
     (let loop ((so-far (%symbol<? a b)) (x b) (l rest))
       (if (null? l) so-far (loop (and (%symbol<? x (car l)) so-far) (car l) (cdr l)))))))
(define (symbol-append . symbols)
  (string->symbol (%string-append-list (map symbol->string symbols))))

; ---- lists

(define (list . args) args)
(define (cons* x . rest) (if (null? rest) x (cons x (%spread rest))))
(define list* cons*)
(define (vector . args) (list->vector args))

(define make-list
  (case-lambda
    ((n) (%make-list n (if #f #f)))
    ((n fill) (%make-list n fill))))
(define (list-set! l k x)
  (let ((tail (list-tail l k)))
    (if (pair? tail)
        (set-car! tail x)
        (raise (%make-condition 'range "list-set!: argument 2 is out of range:" (list k))))))
(define member
  (case-lambda
    ((x l) (%member x l))
    ((x l same?)
     (let loop ((l l))
       (cond ((pair? l) (if (same? x (car l)) l (loop (cdr l))))
             ((null? l) #f)
             (else (raise (%make-condition 'type "member: argument 2 must be a proper list" '()))))))))
(define assoc
  (case-lambda
    ((x l) (%assoc x l))
    ((x l same?)
     (let loop ((l l))
       (cond ((pair? l) (if (same? x (caar l)) (car l) (loop (cdr l))))
             ((null? l) #f)
             (else (raise (%make-condition 'type "assoc: argument 2 must be a proper list" '()))))))))

; map, for-each: the shortest list decides.
(define (%cars+cdrs lists)
  (let loop ((l lists) (cars '()) (cdrs '()))
    (cond ((null? l) (values (reverse cars) (reverse cdrs)))
          ((pair? (car l)) (loop (cdr l) (cons (caar l) cars) (cons (cdar l) cdrs)))
          (else (values #f #f)))))
; A continuation entered again finds what it left, so no list of results is ever changed: each result waits in a frame of its own, and when there
; are many of these, in a list in reverse.
(define (%map f l frames)
  (if (pair? l)
      (let ((x (f (car l))))
        (if (= frames 0)
            (cons x (%map-more f (cdr l) '()))
            (cons x (%map f (cdr l) (- frames 1)))))
      (if (null? l) '() (%map-more f l '()))))
(define (%map-more f l acc)
  (cond ((pair? l) (%map-more f (cdr l) (cons (f (car l)) acc)))
        ((null? l) (reverse acc))
        (else (raise (%make-condition 'type "map: argument 2 must be a proper list, not" (list l))))))
(define map
  (case-lambda
    ((f l) (%map f l 100))
    ((f a b)
     (let loop ((a a) (b b) (acc '()))
       (if (and (pair? a) (pair? b))
           (loop (cdr a) (cdr b) (cons (f (car a) (car b)) acc))
           (reverse acc))))
    ((f . lists)
     (let loop ((lists lists) (acc '()))
       (let-values (((cars cdrs) (%cars+cdrs lists)))
         (if cars
             (loop cdrs (cons (apply f cars) acc))
             (reverse acc)))))))
(define for-each
  (case-lambda
    ((f l)
     (let loop ((l l))
       (cond ((pair? l) (f (car l)) (loop (cdr l)))
             ((null? l) (if #f #f))
             (else (raise (%make-condition 'type "for-each: argument 2 must be a proper list, not" (list l)))))))
    ((f a b)
     (let loop ((a a) (b b))
       (if (and (pair? a) (pair? b))
           (begin (f (car a) (car b)) (loop (cdr a) (cdr b))))))
    ((f . lists)
     (let loop ((lists lists))
       (let-values (((cars cdrs) (%cars+cdrs lists)))
         (if cars
             (begin (apply f cars) (loop cdrs))))))))

; ---- strings and vectors

(define string-for-each
  (case-lambda
    ((f s)
     (let ((n (string-length s)))
       (let loop ((i 0))
         (if (< i n) (begin (f (string-ref s i)) (loop (+ i 1)))))))
    ((f . strings)
     (let ((n (apply min (map string-length strings))))
       (let loop ((i 0))
         (if (< i n)
             (begin
               (apply f (map (lambda (s) (string-ref s i)) strings))
               (loop (+ i 1)))))))))
(define string-map
  (case-lambda
    ((f s)
     (let ((n (string-length s)))
       (let loop ((i 0) (acc '()))
         (if (< i n)
             (loop (+ i 1) (cons (f (string-ref s i)) acc))
             (list->string (reverse acc))))))
    ((f . strings)
     (let ((n (apply min (map string-length strings))))
       (let loop ((i 0) (acc '()))
         (if (< i n)
             (loop (+ i 1) (cons (apply f (map (lambda (s) (string-ref s i)) strings)) acc))
             (list->string (reverse acc))))))))
(define (string-count s pred . range)
  (let ((end (if (and (pair? range) (pair? (cdr range))) (cadr range) (string-length s))))
    (let loop ((i (if (pair? range) (car range) 0)) (n 0))
      (if (< i end)
          (loop (+ i 1) (if (if (char? pred) (char=? pred (string-ref s i)) (pred (string-ref s i))) (+ n 1) n))
          n))))
(define vector-map
  (case-lambda
    ((f v)
     (let ((n (vector-length v)))
       (let loop ((i 0) (acc '()))
         (if (< i n)
             (loop (+ i 1) (cons (f (vector-ref v i)) acc))
             (list->vector (reverse acc))))))
    ((f . vectors)
     (let ((n (apply min (map vector-length vectors))))
       (let loop ((i 0) (acc '()))
         (if (< i n)
             (loop (+ i 1) (cons (apply f (map (lambda (v) (vector-ref v i)) vectors)) acc))
             (list->vector (reverse acc))))))))
(define vector-for-each
  (case-lambda
    ((f v)
     (let ((n (vector-length v)))
       (let loop ((i 0))
         (if (< i n) (begin (f (vector-ref v i)) (loop (+ i 1)))))))
    ((f . vectors)
     (let ((n (apply min (map vector-length vectors))))
       (let loop ((i 0))
         (if (< i n)
             (begin
               (apply f (map (lambda (v) (vector-ref v i)) vectors))
               (loop (+ i 1)))))))))
(define (vector-grow v n)
  (let ((new (make-vector n)))
    (vector-copy! new 0 v)
    new))
(define (vector-binary-search v key compare)
  (let loop ((low 0) (high (vector-length v)))
    (if (< low high)
        (let* ((mid (quotient (+ low high) 2)) (c (compare key (vector-ref v mid))))
          (cond ((= c 0) (vector-ref v mid))
                ((< c 0) (loop low mid))
                (else (loop (+ mid 1) high))))
        #f)))
(define (vector-head v n) (vector-copy v 0 n))
(define (vector-tail v n) (vector-copy v n))
(define (make-initialized-vector n f)
  (let ((v (make-vector n)))
    (let loop ((i 0)) (if (< i n) (begin (vector-set! v i (f i)) (loop (+ i 1)))))
    v))
(define vector-tabulate (lambda (f n) (make-initialized-vector n f)))
(define (string-search-forward pattern s start) (%string-search pattern s start))
(define (string-search-backward pattern s end) (%string-search-last pattern s end))
(define (string-search-all pattern s)
  (let loop ((start 0) (acc '()))
    (let ((i (%string-search pattern s start)))
      (if i (loop (+ i 1) (cons i acc)) (reverse acc)))))
(define (string-index s pred)
  (let ((n (string-length s)))
    (let loop ((i 0))
      (cond ((= i n) #f)
            ((if (char? pred) (char=? pred (string-ref s i)) (pred (string-ref s i))) i)
            (else (loop (+ i 1)))))))
(define (string-null? s) (= (string-length s) 0))
(define (string-reverse s) (list->string (reverse (string->list s))))
(define (string-head s n) (substring s 0 n))
(define (string-tail s n) (substring s n))
(define string-join
  (case-lambda
    ((l) (string-join l " "))
    ((l separator)
     (if (null? l)
         ""
         (let loop ((l (cdr l)) (acc (list (car l))))
           (if (null? l)
               (%string-append-list (reverse acc))
               (loop (cdr l) (cons (car l) (cons separator acc)))))))))
(define (string-prefix? p s)
  (let ((n (string-length p)))
    (and (<= n (string-length s)) (string=? p (substring s 0 n)))))
(define (string-suffix? p s)
  (let ((n (string-length p)) (m (string-length s)))
    (and (<= n m) (string=? p (substring s (- m n))))))
(define (%string-pad s n c left?)
  (let ((k (string-length s)))
    (cond ((= k n) s)
          ((< k n)
           (let ((fill (make-string (- n k) c)))
             (if left? (string-append fill s) (string-append s fill))))
          (left? (substring s (- k n)))
          (else (substring s 0 n)))))
(define string-pad-left
  (case-lambda
    ((s n) (%string-pad s n #\space #t))
    ((s n c) (%string-pad s n c #t))))
(define string-pad-right
  (case-lambda
    ((s n) (%string-pad s n #\space #f))
    ((s n c) (%string-pad s n c #f))))
(define string-hash
  (case-lambda
    ((s) (%string-hash s))
    ((s n) (modulo (%string-hash s) n))))
(define char->digit
  (case-lambda
    ((c) (char->digit c 10))
    ((c radix)
     (let* ((n (char->integer (char-downcase c)))
            (d (cond ((and (>= n 48) (<= n 57)) (- n 48))
                     ((and (>= n 97) (<= n 122)) (- n 87))
                     (else 99))))
       (and (< d radix) d)))))
(define digit->char
  (case-lambda
    ((d) (digit->char d 10))
    ((d radix) (and (< -1 d radix) (string-ref "0123456789abcdefghijklmnopqrstuvwxyz" d)))))
(define (exact-floor x) (exact (floor x)))
(define (exact-round x) (exact (round x)))
(define (exact-ceiling x) (exact (ceiling x)))
(define (exact-truncate x) (exact (truncate x)))
(define (truncate->exact x) (exact (truncate x)))
(define (round->exact x) (exact (round x)))
(define (floor->exact x) (exact (floor x)))
(define (ceiling->exact x) (exact (ceiling x)))
(define (integer-floor a b) (floor-quotient a b))
(define (shift-left a n) (arithmetic-shift a n))
(define (shift-right a n) (arithmetic-shift a (- n)))
(define (bitwise-arithmetic-shift a n) (arithmetic-shift a n))
(define (bitwise-arithmetic-shift-left a n) (arithmetic-shift a n))
(define (bitwise-arithmetic-shift-right a n) (arithmetic-shift a (- n)))
(define (flush-all) (flush-output-port))
(define (eof-object) (%eof))
