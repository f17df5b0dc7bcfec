;; A partial evaluator for a small functional language kept as data: constant folding, unfolding of calls with static
;; arguments, specialised copies of procedures remembered by name and static arguments.
;; bench: large
;; size: iterations
;; quick: 2

(define size 20000)

;; Programs: ((name (parameter ...) body) ...). Expressions: numbers, (quote datum), variables, (if a b c), (op e ...), (f e ...).
(define power-program
  '((main (x n) (power x n))
    (power (x n)
      (if (= n 0)
          1
          (if (even? n)
              (square (power x (quotient n 2)))
              (* x (power x (- n 1))))))
    (square (y) (* y y))))

(define matcher-program
  '((main (pattern text) (match pattern text pattern text))
    (match (p t whole rest)
      (if (null? p)
          (quote yes)
          (if (null? t)
              (quote no)
              (if (eq? (car p) (car t))
                  (match (cdr p) (cdr t) whole rest)
                  (match whole (cdr rest) whole (cdr rest))))))))

(define interpreter-program
  '((main (code x) (run code x 0))
    (run (code x acc)
      (if (null? code)
          acc
          (if (eq? (car (car code)) (quote add))
              (run (cdr code) x (+ acc (car (cdr (car code)))))
              (if (eq? (car (car code)) (quote mul))
                  (run (cdr code) x (* acc (car (cdr (car code)))))
                  (run (cdr code) x (+ acc (* x (car (cdr (car code))))))))))))

(define (constant? e) (or (number? e) (boolean? e) (and (pair? e) (eq? (car e) 'quote))))
(define (constant-value e) (if (pair? e) (cadr e) e))
(define (make-constant v) (if (or (number? v) (boolean? v)) v (list 'quote v)))

(define primitives
  (list (cons '+ (lambda (a b) (+ a b)))
        (cons '- (lambda (a b) (- a b)))
        (cons '* (lambda (a b) (* a b)))
        (cons '= (lambda (a b) (= a b)))
        (cons 'eq? (lambda (a b) (eq? a b)))
        (cons 'quotient (lambda (a b) (quotient a b)))
        (cons 'even? (lambda (a) (even? a)))
        (cons 'null? (lambda (a) (null? a)))
        (cons 'car (lambda (a) (car a)))
        (cons 'cdr (lambda (a) (cdr a)))))

(define (every? pred list)
  (or (null? list) (and (pred (car list)) (every? pred (cdr list)))))

;; ---- the specialiser

(define program '())
(define residual '())
(define counter 0)

(define (fresh-name name)
  (set! counter (+ counter 1))
  (string->symbol (string-append (symbol->string name) "-" (number->string counter))))

(define (simplify-primitive op arguments)
  (cond ((every? constant? arguments)
         (make-constant (apply (cdr (assq op primitives)) (map constant-value arguments))))
        ((and (eq? op '*) (eqv? (car arguments) 1)) (cadr arguments))
        ((and (eq? op '*) (eqv? (cadr arguments) 1)) (car arguments))
        ((and (eq? op '+) (eqv? (car arguments) 0)) (cadr arguments))
        ((and (eq? op '+) (eqv? (cadr arguments) 0)) (car arguments))
        (else (cons op arguments))))

(define (peval e environment)
  (cond ((constant? e) e)
        ((symbol? e) (cdr (assq e environment)))
        ((eq? (car e) 'if)
         (let ((test (peval (cadr e) environment)))
           (if (constant? test)
               (peval (if (constant-value test) (caddr e) (cadddr e)) environment)
               (list 'if test (peval (caddr e) environment) (peval (cadddr e) environment)))))
        (else
         (let ((arguments (peval-all (cdr e) environment)))
           (if (assq (car e) primitives)
               (simplify-primitive (car e) arguments)
               (call (car e) arguments))))))

(define (peval-all list environment)
  (if (null? list)
      '()
      (let ((first (peval (car list) environment)))
        (cons first (peval-all (cdr list) environment)))))

;; A call: with some static argument, of a copy made for those; the dynamic arguments remain.
(define (call name arguments)
  (let* ((definition (assq name program)) (parameters (cadr definition)))
    (if (every? constant? arguments)
        (peval (caddr definition) (map cons parameters arguments))
        (let* ((key (map (lambda (a) (if (constant? a) a '?)) arguments))
               (known (lookup name key residual)))
          (cons (if known (copy-name known) (specialise name parameters (caddr definition) key))
                (dynamic arguments))))))

(define (dynamic arguments)
  (cond ((null? arguments) '())
        ((constant? (car arguments)) (dynamic (cdr arguments)))
        (else (cons (car arguments) (dynamic (cdr arguments))))))

;; A copy: (original key name parameters body).
(define (copy-name copy) (caddr copy))

(define (lookup name key copies)
  (cond ((null? copies) #f)
        ((and (eq? (caar copies) name) (equal? (cadar copies) key)) (car copies))
        (else (lookup name key (cdr copies)))))

(define (specialise name parameters body key)
  (let* ((new (fresh-name name)) (copy (list name key new '() #f)))
    (set! residual (cons copy residual))
    (let ((environment (map (lambda (p k) (cons p (if (eq? k '?) p k))) parameters key)))
      (set-car! (cdddr copy)
                (let loop ((ps parameters) (ks key))
                  (cond ((null? ps) '())
                        ((eq? (car ks) '?) (cons (car ps) (loop (cdr ps) (cdr ks))))
                        (else (loop (cdr ps) (cdr ks))))))
      (set-car! (cddddr copy) (peval body environment)))
    new))

(define (specialise-program p arguments)
  (set! program p)
  (set! residual '())
  (set! counter 0)
  (call 'main arguments)
  (map cddr residual))

(define (count-nodes e)
  (if (pair? e) (+ 1 (count-nodes (car e)) (count-nodes (cdr e))) 0))

(define (round-of-work)
  (list (count-nodes (specialise-program power-program '(x 37)))
        (count-nodes (specialise-program matcher-program '('(a a b a a b a a a) text)))
        (count-nodes
          (specialise-program interpreter-program
                              '('((add 3) (mul 5) (lin 2) (add 7) (lin 1) (mul 2) (add 1) (lin 9)) x)))))

(define (repeat count result)
  (if (= count 0) result (repeat (- count 1) (round-of-work))))

(display (specialise-program power-program '(x 5)))
(newline)
(display (repeat size '()))
(newline)
;; expect: ((square-7 (y) (* y y)) (power-6 (x) 1) (power-5 (x) (* x (power-6 x))) (power-4 (x) (square-7 (power-5 x))) (power-3 (x) (square-7 (power-4 x))) (power-2 (x) (* x (power-3 x))) (main-1 (x) (power-2 x)))
;; expect: (95 349 104)
