;; A data base of units with property lists is searched by patterns with segments: symbols compared by their names' first
;; character, association lists, backtracking.
;; bench: large
;; size: iterations
;; quick: 1

(define size 2000)

(define seed 21)

(define (random! n)
  (set! seed (modulo (+ (* seed 17) 1) 251))
  (modulo seed n))

(define names '#(alpha beta gamma delta epsilon zeta eta theta iota kappa))

(define (make-list-of n f)
  (let loop ((i 0) (all '()))
    (if (= i n) all (loop (+ i 1) (cons (f i) all)))))

;; A unit: its name and properties; each pattern list is one property.
(define (make-unit i)
  (list (string->symbol (string-append "unit" (number->string i)))
        (cons 'tag (vector-ref names (random! 10)))
        (cons 'patterns (make-list-of 4 (lambda (k) (make-nested (+ 2 (random! 2))))))))

(define (make-nested depth)
  (make-list-of 4
    (lambda (k)
      (if (and (> depth 0) (= 0 (random! 3)))
          (make-nested (- depth 1))
          (vector-ref names (random! 6))))))

(define units (make-list-of 40 make-unit))

(define (get unit key)
  (let ((p (assq key (cdr unit))))
    (if p (cdr p) '())))

(define (first-char symbol) (string-ref (symbol->string symbol) 0))

;; In a pattern ?x matches one thing and *x any number of things, the same each time; ?? one thing.
(define (match pattern datum bindings)
  (cond ((null? pattern) (and (null? datum) bindings))
        ((not (pair? pattern)) (and (eq? pattern datum) bindings))
        ((symbol? (car pattern))
         (let ((c (first-char (car pattern))))
           (cond ((char=? c #\*)
                  (let ((known (assq (car pattern) bindings)))
                    (if known
                        (match (append (cdr known) (cdr pattern)) datum bindings)
                        (match-segment pattern '() datum bindings))))
                 ((not (pair? datum)) #f)
                 ((eq? (car pattern) '??) (match (cdr pattern) (cdr datum) bindings))
                 ((char=? c #\?)
                  (let ((known (assq (car pattern) bindings)))
                    (if known
                        (and (equal? (cdr known) (car datum)) (match (cdr pattern) (cdr datum) bindings))
                        (match (cdr pattern) (cdr datum) (cons (cons (car pattern) (car datum)) bindings)))))
                 (else (and (eq? (car pattern) (car datum)) (match (cdr pattern) (cdr datum) bindings))))))
        ((pair? datum)
         (and (pair? (car datum))
              (let ((inner (match (car pattern) (car datum) bindings)))
                (and inner (match (cdr pattern) (cdr datum) inner)))))
        (else #f)))

(define (match-segment pattern taken datum bindings)
  (or (match (cdr pattern) datum (cons (cons (car pattern) (reverse taken)) bindings))
      (and (pair? datum)
           (match-segment pattern (cons (car datum) taken) (cdr datum) bindings))))

(define patterns
  '((*a ?b *c ?b *a)
    (*a *b *b *a (*a) (*b))
    (*a (*b ?x *c) *d ?x *e)
    (?? ?x ?? ?x)
    (*a alpha *b beta *c)
    (*x (?? ?? *y) *z)))

(define (count-matches)
  (let by-unit ((us units) (n 0))
    (if (null? us)
        n
        (by-unit (cdr us)
                 (let by-datum ((ds (get (car us) 'patterns)) (n n))
                   (if (null? ds)
                       n
                       (by-datum (cdr ds)
                                 (let by-pattern ((ps patterns) (n n))
                                   (if (null? ps)
                                       n
                                       (by-pattern (cdr ps) (if (match (car ps) (car ds) '()) (+ n 1) n)))))))))))

(define (repeat count result)
  (if (= count 0) result (repeat (- count 1) (count-matches))))

(display (repeat size 0))
(newline)
;; expect: 198
