; SRFI 133: vectors, in the manner of R7RS. One vector has a loop of its own everywhere; more vectors end with the shortest.

(define-library (srfi 133)
  (export make-vector vector vector-unfold vector-unfold-right vector-copy vector-reverse-copy vector-append
          vector-concatenate vector-append-subvectors
          vector? vector-empty? vector= vector-ref vector-length
          vector-fold vector-fold-right vector-map vector-map! vector-for-each vector-count vector-cumulate
          vector-index vector-index-right vector-skip vector-skip-right vector-binary-search vector-any vector-every
          vector-partition
          vector-set! vector-swap! vector-fill! vector-reverse! vector-copy! vector-reverse-copy!
          vector-unfold! vector-unfold-right!
          vector->list reverse-vector->list list->vector reverse-list->vector vector->string string->vector)
  (import (scheme internal) (srfi check))
  (begin
    (define-syntax check-vector
      (syntax-rules ()
        ((_ v who position) (check-argument vector? v who position "a vector"))))
    (define (shortest vectors who)
      (let loop ((l vectors) (n #f) (position 2))
        (if (null? l)
            n
            (begin
              (check-vector (car l) who position)
              (let ((m (vector-length (car l))))
                (loop (cdr l) (if (and n (< n m)) n m) (+ position 1)))))))
    (define (refs vectors i) (map (lambda (v) (vector-ref v i)) vectors))
    ; A procedure whose last arguments, start and end, may be left out.
    (define-syntax define-ranged
      (syntax-rules ()
        ((_ (name v start end) body ...)
         (define name
           (case-lambda
             ((v) (name v 0 (if (vector? v) (vector-length v) 0)))
             ((v start) (name v start (if (vector? v) (vector-length v) 0)))
             ((v start end)
              (check-vector v (symbol->string 'name) 1)
              (check-range start end (vector-length v) (symbol->string 'name) 2)
              body ...))))))

    ; ---- constructors

    (define (vector-unfold f n . seeds)
      (check-procedure f "vector-unfold" 1)
      (check-index n "vector-unfold" 2)
      (let ((v (make-vector n)))
        (apply vector-unfold! f v 0 n seeds)
        v))
    (define (vector-unfold-right f n . seeds)
      (check-procedure f "vector-unfold-right" 1)
      (check-index n "vector-unfold-right" 2)
      (let ((v (make-vector n)))
        (apply vector-unfold-right! f v 0 n seeds)
        v))
    (define vector-unfold!
      (case-lambda
        ((f v start end)
         (check-target f v start end "vector-unfold!")
         (let loop ((i start))
           (if (< i end) (begin (vector-set! v i (f i)) (loop (+ i 1))))))
        ((f v start end seed)
         (check-target f v start end "vector-unfold!")
         (let loop ((i start) (seed seed))
           (if (< i end)
               (let-values (((x seed) (f i seed)))
                 (vector-set! v i x)
                 (loop (+ i 1) seed)))))
        ((f v start end . seeds)
         (check-target f v start end "vector-unfold!")
         (let loop ((i start) (seeds seeds))
           (if (< i end)
               (let-values (((x . seeds) (apply f i seeds)))
                 (vector-set! v i x)
                 (loop (+ i 1) seeds)))))))
    (define vector-unfold-right!
      (case-lambda
        ((f v start end)
         (check-target f v start end "vector-unfold-right!")
         (let loop ((i (- end 1)))
           (if (>= i start) (begin (vector-set! v i (f i)) (loop (- i 1))))))
        ((f v start end . seeds)
         (check-target f v start end "vector-unfold-right!")
         (let loop ((i (- end 1)) (seeds seeds))
           (if (>= i start)
               (let-values (((x . seeds) (apply f i seeds)))
                 (vector-set! v i x)
                 (loop (- i 1) seeds)))))))
    (define (check-target f v start end who)
      (check-procedure f who 1)
      (check-vector v who 2)
      (check-range start end (vector-length v) who 3))
    (define-ranged (vector-reverse-copy v start end)
      (let ((new (make-vector (- end start))))
        (let loop ((i start) (j (- end start 1)))
          (if (< i end)
              (begin (vector-set! new j (vector-ref v i)) (loop (+ i 1) (- j 1)))
              new))))
    (define (vector-concatenate vectors)
      (check-list vectors "vector-concatenate" 1)
      (apply-append vectors))
    ; More vectors than a call takes arguments are no trouble.
    (define (apply-append vectors)
      (let* ((n (fold (lambda (v n) (check-vector v "vector-concatenate" 1) (+ n (vector-length v))) 0 vectors))
             (new (make-vector n)))
        (let loop ((l vectors) (at 0))
          (if (pair? l)
              (begin
                (vector-copy! new at (car l))
                (loop (cdr l) (+ at (vector-length (car l)))))
              new))))
    (define (vector-append-subvectors . parts)
      (let loop ((l parts) (acc '()) (position 1))
        (cond ((null? l) (apply-append (reverse acc)))
              ((and (pair? (cdr l)) (pair? (cddr l)))
               (check-vector (car l) "vector-append-subvectors" position)
               (loop (cdddr l) (cons (vector-copy (car l) (cadr l) (caddr l)) acc) (+ position 3)))
              (else (error "vector-append-subvectors: expected vector, start and end, again and again")))))

    ; ---- predicates

    (define (vector-empty? v)
      (check-vector v "vector-empty?" 1)
      (= (vector-length v) 0))
    (define (vector=2 same? a b)
      (or (eq? a b)
          (let ((n (vector-length a)))
            (and (= n (vector-length b))
                 (let loop ((i 0))
                   (or (= i n) (and (same? (vector-ref a i) (vector-ref b i)) (loop (+ i 1)))))))))
    (define (vector= same? . vectors)
      (check-procedure same? "vector=" 1)
      (shortest vectors "vector=")
      (or (null? vectors)
          (let loop ((a (car vectors)) (l (cdr vectors)))
            (or (null? l) (and (vector=2 same? a (car l)) (loop (car l) (cdr l)))))))

    ; ---- iteration

    (define vector-fold
      (case-lambda
        ((f acc v)
         (check-procedure f "vector-fold" 1)
         (check-vector v "vector-fold" 3)
         (let ((n (vector-length v)))
           (let loop ((i 0) (acc acc))
             (if (< i n) (loop (+ i 1) (f acc (vector-ref v i))) acc))))
        ((f acc a b)
         (check-procedure f "vector-fold" 1)
         (check-vector a "vector-fold" 3)
         (check-vector b "vector-fold" 4)
         (let ((n (min (vector-length a) (vector-length b))))
           (let loop ((i 0) (acc acc))
             (if (< i n) (loop (+ i 1) (f acc (vector-ref a i) (vector-ref b i))) acc))))
        ((f acc . vectors)
         (check-procedure f "vector-fold" 1)
         (let ((n (shortest vectors "vector-fold")))
           (let loop ((i 0) (acc acc))
             (if (< i n) (loop (+ i 1) (apply f acc (refs vectors i))) acc))))))
    (define vector-fold-right
      (case-lambda
        ((f acc v)
         (check-procedure f "vector-fold-right" 1)
         (check-vector v "vector-fold-right" 3)
         (let loop ((i (- (vector-length v) 1)) (acc acc))
           (if (>= i 0) (loop (- i 1) (f acc (vector-ref v i))) acc)))
        ((f acc . vectors)
         (check-procedure f "vector-fold-right" 1)
         (let loop ((i (- (shortest vectors "vector-fold-right") 1)) (acc acc))
           (if (>= i 0) (loop (- i 1) (apply f acc (refs vectors i))) acc)))))
    (define vector-map!
      (case-lambda
        ((f v)
         (check-procedure f "vector-map!" 1)
         (check-vector v "vector-map!" 2)
         (let ((n (vector-length v)))
           (let loop ((i 0))
             (if (< i n) (begin (vector-set! v i (f (vector-ref v i))) (loop (+ i 1)))))))
        ((f v . vectors)
         (check-procedure f "vector-map!" 1)
         (let* ((vectors (cons v vectors)) (n (shortest vectors "vector-map!")))
           (let loop ((i 0))
             (if (< i n) (begin (vector-set! v i (apply f (refs vectors i))) (loop (+ i 1)))))))))
    (define vector-count
      (case-lambda
        ((pred v)
         (check-procedure pred "vector-count" 1)
         (check-vector v "vector-count" 2)
         (let ((n (vector-length v)))
           (let loop ((i 0) (count 0))
             (if (< i n) (loop (+ i 1) (if (pred (vector-ref v i)) (+ count 1) count)) count))))
        ((pred . vectors)
         (check-procedure pred "vector-count" 1)
         (let ((n (shortest vectors "vector-count")))
           (let loop ((i 0) (count 0))
             (if (< i n) (loop (+ i 1) (if (apply pred (refs vectors i)) (+ count 1) count)) count))))))
    (define (vector-cumulate f acc v)
      (check-procedure f "vector-cumulate" 1)
      (check-vector v "vector-cumulate" 3)
      (let* ((n (vector-length v)) (new (make-vector n)))
        (let loop ((i 0) (acc acc))
          (if (< i n)
              (let ((acc (f acc (vector-ref v i))))
                (vector-set! new i acc)
                (loop (+ i 1) acc))
              new))))

    ; ---- searching

    (define vector-index
      (case-lambda
        ((pred v)
         (check-procedure pred "vector-index" 1)
         (check-vector v "vector-index" 2)
         (let ((n (vector-length v)))
           (let loop ((i 0))
             (and (< i n) (if (pred (vector-ref v i)) i (loop (+ i 1)))))))
        ((pred . vectors)
         (check-procedure pred "vector-index" 1)
         (let ((n (shortest vectors "vector-index")))
           (let loop ((i 0))
             (and (< i n) (if (apply pred (refs vectors i)) i (loop (+ i 1)))))))))
    (define vector-index-right
      (case-lambda
        ((pred v)
         (check-procedure pred "vector-index-right" 1)
         (check-vector v "vector-index-right" 2)
         (let loop ((i (- (vector-length v) 1)))
           (and (>= i 0) (if (pred (vector-ref v i)) i (loop (- i 1))))))
        ((pred . vectors)
         (check-procedure pred "vector-index-right" 1)
         (let loop ((i (- (shortest vectors "vector-index-right") 1)))
           (and (>= i 0) (if (apply pred (refs vectors i)) i (loop (- i 1))))))))
    (define vector-skip
      (case-lambda
        ((pred v) (vector-index (lambda (x) (not (pred x))) v))
        ((pred . vectors) (apply vector-index (lambda xs (not (apply pred xs))) vectors))))
    (define vector-skip-right
      (case-lambda
        ((pred v) (vector-index-right (lambda (x) (not (pred x))) v))
        ((pred . vectors) (apply vector-index-right (lambda xs (not (apply pred xs))) vectors))))
    (define vector-binary-search
      (case-lambda
        ((v x compare) (vector-binary-search v x compare 0 (if (vector? v) (vector-length v) 0)))
        ((v x compare start) (vector-binary-search v x compare start (if (vector? v) (vector-length v) 0)))
        ((v x compare start end)
         (check-vector v "vector-binary-search" 1)
         (check-procedure compare "vector-binary-search" 3)
         (check-range start end (vector-length v) "vector-binary-search" 4)
         (let loop ((low start) (high end))
           (and (< low high)
                (let* ((middle (quotient (+ low high) 2)) (c (compare (vector-ref v middle) x)))
                  (cond ((= c 0) middle)
                        ((> c 0) (loop low middle))
                        (else (loop (+ middle 1) high)))))))))
    (define vector-any
      (case-lambda
        ((pred v)
         (check-procedure pred "vector-any" 1)
         (check-vector v "vector-any" 2)
         (let ((last (- (vector-length v) 1)))
           (and (>= last 0)
                (let loop ((i 0))
                  (if (< i last) (or (pred (vector-ref v i)) (loop (+ i 1))) (pred (vector-ref v i)))))))
        ((pred . vectors)
         (check-procedure pred "vector-any" 1)
         (let ((n (shortest vectors "vector-any")))
           (let loop ((i 0))
             (and (< i n) (or (apply pred (refs vectors i)) (loop (+ i 1)))))))))
    (define vector-every
      (case-lambda
        ((pred v)
         (check-procedure pred "vector-every" 1)
         (check-vector v "vector-every" 2)
         (let ((last (- (vector-length v) 1)))
           (or (< last 0)
               (let loop ((i 0))
                 (if (< i last) (and (pred (vector-ref v i)) (loop (+ i 1))) (pred (vector-ref v i)))))))
        ((pred . vectors)
         (check-procedure pred "vector-every" 1)
         (let ((n (shortest vectors "vector-every")))
           (let loop ((i 0) (last #t))
             (if (< i n)
                 (let ((x (apply pred (refs vectors i)))) (and x (loop (+ i 1) x)))
                 last))))))
    (define (vector-partition pred v)
      (check-procedure pred "vector-partition" 1)
      (check-vector v "vector-partition" 2)
      (let* ((n (vector-length v)) (count (vector-count pred v)) (new (make-vector n)))
        (let loop ((i 0) (in 0) (out count))
          (cond ((= i n) (values new count))
                ((and (< in count) (pred (vector-ref v i)))
                 (vector-set! new in (vector-ref v i))
                 (loop (+ i 1) (+ in 1) out))
                ((< out n)
                 (vector-set! new out (vector-ref v i))
                 (loop (+ i 1) in (+ out 1)))
                (else (error "vector-partition: the predicate does not always say the same"))))))

    ; ---- mutation

    (define (vector-swap! v i j)
      (check-vector v "vector-swap!" 1)
      (let ((x (vector-ref v i)))
        (vector-set! v i (vector-ref v j))
        (vector-set! v j x)))
    (define-ranged (vector-reverse! v start end)
      (let loop ((i start) (j (- end 1)))
        (if (< i j)
            (begin (vector-swap! v i j) (loop (+ i 1) (- j 1))))))
    (define vector-reverse-copy!
      (case-lambda
        ((to at from) (vector-reverse-copy! to at from 0 (if (vector? from) (vector-length from) 0)))
        ((to at from start) (vector-reverse-copy! to at from start (if (vector? from) (vector-length from) 0)))
        ((to at from start end)
         (check-vector to "vector-reverse-copy!" 1)
         (check-vector from "vector-reverse-copy!" 3)
         (check-range start end (vector-length from) "vector-reverse-copy!" 4)
         (if (not (and (exact-integer? at) (<= 0 at (- (vector-length to) (- end start)))))
             (out-of-range "vector-reverse-copy!" 2 at))
         (if (eq? to from)
             (begin
               (vector-copy! to at from start end)
               (vector-reverse! to at (+ at (- end start))))
             (let loop ((i start) (j (+ at (- end start 1))))
               (if (< i end)
                   (begin (vector-set! to j (vector-ref from i)) (loop (+ i 1) (- j 1)))))))))

    ; ---- conversion

    (define-ranged (reverse-vector->list v start end)
      (let loop ((i start) (acc '()))
        (if (< i end) (loop (+ i 1) (cons (vector-ref v i) acc)) acc)))
    (define (reverse-list->vector l)
      (check-list l "reverse-list->vector" 1)
      (list->vector (reverse l)))))
