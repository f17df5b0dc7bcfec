; SRFI 43: vectors, with the index given to the procedures that iterate. The rest is SRFI 133.

(define-library (srfi 43)
  (export make-vector vector vector-unfold vector-unfold-right vector-copy vector-reverse-copy vector-append vector-concatenate
          vector? vector-empty? vector= vector-ref vector-length
          vector-fold vector-fold-right vector-map vector-map! vector-for-each vector-count
          vector-index vector-index-right vector-skip vector-skip-right vector-binary-search vector-any vector-every
          vector-set! vector-swap! vector-fill! vector-reverse! vector-copy! vector-reverse-copy!
          vector->list reverse-vector->list list->vector reverse-list->vector)
  (import (except (scheme internal) vector-map vector-for-each vector-copy vector-binary-search)
          (srfi check)
          (only (srfi 133) vector-unfold vector-unfold-right vector-reverse-copy vector-concatenate vector-empty? vector=
                vector-index vector-index-right vector-skip vector-skip-right vector-binary-search vector-any vector-every
                vector-swap! vector-reverse! vector-reverse-copy! reverse-vector->list reverse-list->vector)
          (rename (only (scheme internal) vector-copy) (vector-copy subvector-copy)))
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
    ; The end may lie behind the end of the vector: then the rest is the filler.
    (define vector-copy
      (case-lambda
        ((v) (subvector-copy v))
        ((v start) (subvector-copy v start))
        ((v start end) (vector-copy v start end (if #f #f)))
        ((v start end fill)
         (check-vector v "vector-copy" 1)
         (check-index start "vector-copy" 2)
         (check-index end "vector-copy" 3)
         (if (not (<= start end)) (out-of-range "vector-copy" 2 start))
         (let ((new (make-vector (- end start) fill)))
           (if (< start (vector-length v)) (vector-copy! new 0 v start (min end (vector-length v))))
           new))))
    (define vector-fold
      (case-lambda
        ((f acc v)
         (check-procedure f "vector-fold" 1)
         (check-vector v "vector-fold" 3)
         (let ((n (vector-length v)))
           (let loop ((i 0) (acc acc))
             (if (< i n) (loop (+ i 1) (f i acc (vector-ref v i))) acc))))
        ((f acc . vectors)
         (check-procedure f "vector-fold" 1)
         (let ((n (shortest vectors "vector-fold")))
           (let loop ((i 0) (acc acc))
             (if (< i n) (loop (+ i 1) (apply f i acc (refs vectors i))) acc))))))
    (define vector-fold-right
      (case-lambda
        ((f acc v)
         (check-procedure f "vector-fold-right" 1)
         (check-vector v "vector-fold-right" 3)
         (let loop ((i (- (vector-length v) 1)) (acc acc))
           (if (>= i 0) (loop (- i 1) (f i acc (vector-ref v i))) acc)))
        ((f acc . vectors)
         (check-procedure f "vector-fold-right" 1)
         (let loop ((i (- (shortest vectors "vector-fold-right") 1)) (acc acc))
           (if (>= i 0) (loop (- i 1) (apply f i acc (refs vectors i))) acc)))))
    (define (vector-map f v . vectors)
      (check-procedure f "vector-map" 1)
      (let* ((vectors (cons v vectors)) (n (shortest vectors "vector-map")) (new (make-vector n)))
        (if (null? (cdr vectors))
            (let loop ((i 0))
              (if (< i n) (begin (vector-set! new i (f i (vector-ref v i))) (loop (+ i 1))) new))
            (let loop ((i 0))
              (if (< i n) (begin (vector-set! new i (apply f i (refs vectors i))) (loop (+ i 1))) new)))))
    (define (vector-map! f v . vectors)
      (check-procedure f "vector-map!" 1)
      (let* ((vectors (cons v vectors)) (n (shortest vectors "vector-map!")))
        (let loop ((i 0))
          (if (< i n) (begin (vector-set! v i (apply f i (refs vectors i))) (loop (+ i 1)))))))
    (define (vector-for-each f v . vectors)
      (check-procedure f "vector-for-each" 1)
      (let* ((vectors (cons v vectors)) (n (shortest vectors "vector-for-each")))
        (if (null? (cdr vectors))
            (let loop ((i 0))
              (if (< i n) (begin (f i (vector-ref v i)) (loop (+ i 1)))))
            (let loop ((i 0))
              (if (< i n) (begin (apply f i (refs vectors i)) (loop (+ i 1))))))))
    (define (vector-count pred v . vectors)
      (check-procedure pred "vector-count" 1)
      (let* ((vectors (cons v vectors)) (n (shortest vectors "vector-count")))
        (let loop ((i 0) (count 0))
          (if (< i n) (loop (+ i 1) (if (apply pred i (refs vectors i)) (+ count 1) count)) count))))))
