;; Type inference for a dynamically typed language: unification of type nodes with union and find finds out which values need
;; no tag; run over programs kept as data.
;; bench: large
;; size: iterations
;; quick: 2

(define size 25000)

;; A type node: linked to another, or the root of a class with the shape of its values.
(define-record-type node
  (make-node link shape parts rank)
  node?
  (link node-link set-node-link!)
  (shape node-shape set-node-shape!)
  (parts node-parts set-node-parts!)
  (rank node-rank set-node-rank!))

(define made 0)
(define conflicts 0)

(define (fresh)
  (set! made (+ made 1))
  (make-node #f 'unknown '() 0))

(define (constructed shape parts)
  (set! made (+ made 1))
  (make-node #f shape parts 0))

(define (root n)
  (let ((link (node-link n)))
    (if link
        (let ((top (root link)))
          (set-node-link! n top)
          top)
        n)))

;; Makes two types one. Where shapes differ the class becomes dynamic, and so does everything below.
(define (unify! a b)
  (let ((a (root a)) (b (root b)))
    (if (not (eq? a b))
        (let* ((a-wins (>= (node-rank a) (node-rank b)))
               (winner (if a-wins a b))
               (loser (if a-wins b a))
               (a-shape (node-shape a)) (b-shape (node-shape b))
               (a-parts (node-parts a)) (b-parts (node-parts b)))
          (if (= (node-rank a) (node-rank b)) (set-node-rank! winner (+ 1 (node-rank winner))))
          (set-node-link! loser winner)
          (cond ((eq? a-shape 'unknown) (become! winner b-shape b-parts))
                ((eq? b-shape 'unknown) (become! winner a-shape a-parts))
                ((and (eq? a-shape b-shape) (= (length a-parts) (length b-parts)))
                 (become! winner a-shape a-parts)
                 (for-each unify! a-parts b-parts))
                (else
                 (if (not (or (eq? a-shape 'dynamic) (eq? b-shape 'dynamic)))
                     (set! conflicts (+ conflicts 1)))
                 (become! winner 'dynamic '())
                 (for-each loosen! a-parts)
                 (for-each loosen! b-parts)))))))

(define (become! n shape parts)
  (set-node-shape! n shape)
  (set-node-parts! n parts))

(define (loosen! n)
  (let ((n (root n)))
    (if (not (eq? (node-shape n) 'dynamic))
        (let ((parts (node-parts n)))
          (become! n 'dynamic '())
          (for-each loosen! parts)))))

(define number-type (constructed 'number '()))
(define boolean-type (constructed 'boolean '()))
(define symbol-type (constructed 'symbol '()))

(define (primitive-type name)
  (define (function arguments result) (constructed 'function (append arguments (list result))))
  (case name
    ((+ - *) (function (list number-type number-type) number-type))
    ((< =) (function (list number-type number-type) boolean-type))
    ((cons)
     (let* ((a (fresh)) (d (fresh)))
       (function (list a d) (constructed 'pair (list a d)))))
    ((car)
     (let* ((a (fresh)) (d (fresh)))
       (function (list (constructed 'pair (list a d))) a)))
    ((cdr)
     (let* ((a (fresh)) (d (fresh)))
       (function (list (constructed 'pair (list a d))) d)))
    ((null? pair? number?) (function (list (fresh)) boolean-type))
    ((eq?) (function (list (fresh) (fresh)) boolean-type))
    (else #f)))

(define (infer e environment)
  (cond ((number? e) number-type)
        ((boolean? e) boolean-type)
        ((symbol? e)
         (let ((known (assq e environment)))
           (if known (cdr known) (or (primitive-type e) (error "unbound" e)))))
        (else
         (case (car e)
           ((quote)
            (let ((d (cadr e)))
              (cond ((symbol? d) symbol-type)
                    ((null? d) (fresh))
                    (else (infer d environment)))))
           ((if)
            (infer (cadr e) environment)
            (let ((yes (infer (caddr e) environment)))
              (unify! yes (infer (cadddr e) environment))
              yes))
           ((lambda)
            (let ((parameters (map (lambda (p) (cons p (fresh))) (cadr e))))
              (constructed 'function
                           (append (map cdr parameters)
                                   (list (infer (caddr e) (append parameters environment)))))))
           ((let)
            (infer (caddr e)
                   (append (map (lambda (b) (cons (car b) (infer (cadr b) environment))) (cadr e))
                           environment)))
           ((letrec)
            (let* ((new (map (lambda (b) (cons (car b) (fresh))) (cadr e)))
                   (inner (append new environment)))
              (for-each (lambda (n b) (unify! (cdr n) (infer (cadr b) inner))) new (cadr e))
              (infer (caddr e) inner)))
           (else
            (let* ((f (infer (car e) environment))
                   (arguments (map (lambda (a) (infer a environment)) (cdr e)))
                   (result (fresh)))
              (unify! f (constructed 'function (append arguments (list result))))
              result))))))

;; A type as a datum, to a depth.
(define (show n depth)
  (let ((n (root n)))
    (cond ((memq (node-shape n) '(unknown dynamic number boolean symbol)) (node-shape n))
          ((= depth 0) '...)
          (else (cons (node-shape n) (map (lambda (p) (show p (- depth 1))) (node-parts n)))))))

(define programs
  '((letrec ((map (lambda (f l) (if (null? l) '() (cons (f (car l)) (map f (cdr l))))))
             (fold (lambda (f s l) (if (null? l) s (fold f (f s (car l)) (cdr l)))))
             (iota (lambda (n) (if (= n 0) '() (cons n (iota (- n 1)))))))
      (fold (lambda (a b) (+ a b)) 0 (map (lambda (x) (* x x)) (iota 10))))
    (letrec ((append (lambda (a b) (if (null? a) b (cons (car a) (append (cdr a) b)))))
             (flatten (lambda (t)
                        (if (null? t) '()
                            (if (pair? t)
                                (append (flatten (car t)) (flatten (cdr t)))
                                (cons t '()))))))
      (flatten (cons 1 (cons (cons 2 '()) '()))))
    (letrec ((even? (lambda (n) (if (= n 0) #t (odd? (- n 1)))))
             (odd? (lambda (n) (if (= n 0) #f (even? (- n 1)))))
             (compose (lambda (f g) (lambda (x) (f (g x)))))
             (twice (lambda (f) (compose f f))))
      (cons (even? 10) ((twice (lambda (x) (+ x 1))) 5)))
    (let ((derive
            (letrec ((d (lambda (e)
                          (if (number? e) 0
                              (if (eq? e 'x) 1
                                  (if (eq? (car e) '+)
                                      (cons '+ (cons (d (car (cdr e))) (cons (d (car (cdr (cdr e)))) '())))
                                      e))))))
              d)))
      (derive 5))
    (letrec ((insert (lambda (x t less)
                       (if (null? t)
                           (cons x (cons '() '()))
                           (if (less x (car t))
                               (cons (car t) (cons (insert x (car (cdr t)) less) (cdr (cdr t))))
                               (cons (car t) (cons (car (cdr t)) (insert x (cdr (cdr t)) less))))))))
      (insert 3 (insert 5 '() (lambda (a b) (< a b))) (lambda (a b) (< a b))))))

(define (round-of-work)
  (set! made 0)
  (set! conflicts 0)
  (let ((types (map (lambda (p) (show (infer p '()) 3)) programs)))
    (list made conflicts types)))

(define (repeat count result)
  (if (= count 0) result (repeat (- count 1) (round-of-work))))

(display (repeat size '()))
(newline)
;; expect: (446 0 (dynamic (pair dynamic (pair dynamic (pair dynamic ...))) (pair boolean dynamic) dynamic (pair dynamic (pair (pair dynamic ...) (pair dynamic ...)))))
