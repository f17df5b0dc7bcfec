;; An interpreter for a small Scheme, walking the program as data with association lists for environments; it runs Fibonacci
;; numbers, a sort, and a prime sieve with continuations passed by hand.
;; bench: large
;; size: iterations
;; quick: 1

(define size 2000)

(define-record-type closure
  (make-closure parameters body environment)
  closure?
  (parameters closure-parameters)
  (body closure-body)
  (environment closure-environment))

(define globals '())

(define (define-global! name value)
  (set! globals (cons (cons name value) globals)))

(define (lookup name environment)
  (let ((binding (or (assq name environment) (assq name globals))))
    (if binding (cdr binding) (error "unbound variable" name))))

(define (assign! name value environment)
  (let ((binding (or (assq name environment) (assq name globals))))
    (if binding (set-cdr! binding value) (error "unbound variable" name))))

(define (bind parameters arguments environment)
  (cond ((null? parameters) environment)
        ((symbol? parameters) (cons (cons parameters arguments) environment))
        (else (cons (cons (car parameters) (car arguments))
                    (bind (cdr parameters) (cdr arguments) environment)))))

(define (evaluate e environment)
  (cond ((symbol? e) (lookup e environment))
        ((not (pair? e)) e)
        (else
         (case (car e)
           ((quote) (cadr e))
           ((if)
            (if (evaluate (cadr e) environment)
                (evaluate (caddr e) environment)
                (evaluate (cadddr e) environment)))
           ((lambda) (make-closure (cadr e) (cddr e) environment))
           ((set!) (assign! (cadr e) (evaluate (caddr e) environment) environment))
           ((begin) (evaluate-body (cdr e) environment))
           ((let)
            (evaluate-body (cddr e)
                           (let loop ((bindings (cadr e)))
                             (if (null? bindings)
                                 environment
                                 (cons (cons (caar bindings) (evaluate (cadar bindings) environment))
                                       (loop (cdr bindings)))))))
           ((letrec)
            (let* ((frame (map (lambda (b) (cons (car b) #f)) (cadr e)))
                   (inner (append frame environment)))
              (for-each (lambda (cell b) (set-cdr! cell (evaluate (cadr b) inner))) frame (cadr e))
              (evaluate-body (cddr e) inner)))
           ((cond)
            (let loop ((clauses (cdr e)))
              (cond ((null? clauses) #f)
                    ((or (eq? (caar clauses) 'else) (evaluate (caar clauses) environment))
                     (evaluate-body (cdar clauses) environment))
                    (else (loop (cdr clauses))))))
           ((define) (define-global! (cadr e) (evaluate (caddr e) environment)))
           (else
            (apply-procedure (evaluate (car e) environment)
                             (evaluate-all (cdr e) environment)))))))

(define (evaluate-all list environment)
  (if (null? list)
      '()
      (let ((first (evaluate (car list) environment)))
        (cons first (evaluate-all (cdr list) environment)))))

(define (evaluate-body body environment)
  (if (null? (cdr body))
      (evaluate (car body) environment)
      (begin
        (evaluate (car body) environment)
        (evaluate-body (cdr body) environment))))

(define (apply-procedure f arguments)
  (if (closure? f)
      (evaluate-body (closure-body f) (bind (closure-parameters f) arguments (closure-environment f)))
      (apply f arguments)))

(for-each (lambda (b) (define-global! (car b) (cdr b)))
  (list (cons '+ (lambda (a b) (+ a b)))
        (cons '- (lambda (a b) (- a b)))
        (cons '* (lambda (a b) (* a b)))
        (cons '< (lambda (a b) (< a b)))
        (cons '= (lambda (a b) (= a b)))
        (cons 'remainder (lambda (a b) (remainder a b)))
        (cons 'cons cons)
        (cons 'car (lambda (p) (car p)))
        (cons 'cdr (lambda (p) (cdr p)))
        (cons 'null? (lambda (x) (null? x)))
        (cons 'list list)))

(define program
  '((define fib
      (lambda (n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2))))))
    (define insert
      (lambda (x sorted)
        (cond ((null? sorted) (list x))
              ((< x (car sorted)) (cons x sorted))
              (else (cons (car sorted) (insert x (cdr sorted)))))))
    (define sort
      (lambda (l) (if (null? l) (quote ()) (insert (car l) (sort (cdr l))))))
    (define count-primes
      (lambda (from to k)
        (letrec ((prime?
                   (lambda (n d yes no)
                     (cond ((< n (* d d)) (yes))
                           ((= 0 (remainder n d)) (no))
                           (else (prime? n (+ d 1) yes no)))))
                 (loop
                   (lambda (n count)
                     (if (= n to)
                         (k count)
                         (prime? n 2
                                 (lambda () (loop (+ n 1) (+ count 1)))
                                 (lambda () (loop (+ n 1) count)))))))
          (loop from 0))))
    (define numbers
      (lambda (n seed) (if (= n 0) (quote ()) (cons seed (numbers (- n 1) (remainder (+ (* seed 37) 11) 101))))))
    (list (fib 15) (sort (numbers 25 7)) (count-primes 2 120 (lambda (n) (let ((m n)) (set! m (* m 2)) m))))))

(define (run)
  (let ((before globals))
    (let ((result (evaluate-body program '())))
      (set! globals before)
      result)))

(define (repeat count result)
  (if (= count 0) result (repeat (- count 1) (run))))

(display (repeat size '()))
(newline)
;; expect: (610 (0 2 7 9 11 13 14 19 24 25 26 27 35 41 45 55 56 60 63 64 68 85 88 91 94) 60)
