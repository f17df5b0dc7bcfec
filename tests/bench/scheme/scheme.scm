;; A compiler of a small Scheme to closures: variables become depth and position, frames are vectors; the compiled program
;; sorts with a closure, walks trees and counts change.
;; bench: large
;; size: iterations
;; quick: 1

(define size 180)

;; A frame is a vector: its parent, then the values.

(define (compile e scope)
  (cond ((symbol? e) (compile-reference e scope))
        ((not (pair? e)) (lambda (frame) e))
        (else
         (case (car e)
           ((quote) (let ((datum (cadr e))) (lambda (frame) datum)))
           ((if)
            (let ((test (compile (cadr e) scope))
                  (yes (compile (caddr e) scope))
                  (no (compile (cadddr e) scope)))
              (lambda (frame) (if (test frame) (yes frame) (no frame)))))
           ((lambda) (compile-lambda (cadr e) (cddr e) scope))
           ((let)
            (compile (cons (cons 'lambda (cons (map car (cadr e)) (cddr e))) (map cadr (cadr e))) scope))
           ((begin) (compile-body (cdr e) scope))
           ((define) (compile-definition (cadr e) (compile (caddr e) scope)))
           (else (compile-call e scope))))))

(define (compile-body body scope)
  (let ((first (compile (car body) scope)))
    (if (null? (cdr body))
        first
        (let ((rest (compile-body (cdr body) scope)))
          (lambda (frame) (first frame) (rest frame))))))

;; Global bindings are pairs.
(define globals '())

(define (global name)
  (or (assq name globals)
      (let ((cell (cons name #f)))
        (set! globals (cons cell globals))
        cell)))

(define (compile-definition name value)
  (let ((cell (global name)))
    (lambda (frame) (set-cdr! cell (value frame)))))

(define (position name names)
  (let loop ((names names) (i 1))
    (cond ((null? names) #f)
          ((eq? (car names) name) i)
          (else (loop (cdr names) (+ i 1))))))

(define (compile-reference name scope)
  (let loop ((scope scope) (depth 0))
    (if (null? scope)
        (let ((cell (global name))) (lambda (frame) (cdr cell)))
        (let ((i (position name (car scope))))
          (cond ((not i) (loop (cdr scope) (+ depth 1)))
                ((= depth 0) (lambda (frame) (vector-ref frame i)))
                ((= depth 1) (lambda (frame) (vector-ref (vector-ref frame 0) i)))
                (else
                 (lambda (frame)
                   (let up ((frame frame) (depth depth))
                     (if (= depth 0) (vector-ref frame i) (up (vector-ref frame 0) (- depth 1)))))))))))

(define (compile-lambda parameters body scope)
  (let ((body (compile-body body (cons parameters scope))))
    (case (length parameters)
      ((0) (lambda (frame) (lambda () (body (vector frame)))))
      ((1) (lambda (frame) (lambda (a) (body (vector frame a)))))
      ((2) (lambda (frame) (lambda (a b) (body (vector frame a b)))))
      ((3) (lambda (frame) (lambda (a b c) (body (vector frame a b c)))))
      (else (error "too many parameters" parameters)))))

(define (compile-call e scope)
  (let ((f (compile (car e) scope)) (arguments (map (lambda (a) (compile a scope)) (cdr e))))
    (case (length arguments)
      ((0) (lambda (frame) ((f frame))))
      ((1) (let ((a (car arguments))) (lambda (frame) ((f frame) (a frame)))))
      ((2) (let ((a (car arguments)) (b (cadr arguments)))
             (lambda (frame) ((f frame) (a frame) (b frame)))))
      ((3) (let ((a (car arguments)) (b (cadr arguments)) (c (caddr arguments)))
             (lambda (frame) ((f frame) (a frame) (b frame) (c frame)))))
      (else (error "too many arguments" e)))))

(for-each (lambda (b) (set-cdr! (global (car b)) (cdr b)))
  (list (cons '+ (lambda (a b) (+ a b)))
        (cons '- (lambda (a b) (- a b)))
        (cons '* (lambda (a b) (* a b)))
        (cons '< (lambda (a b) (< a b)))
        (cons '= (lambda (a b) (= a b)))
        (cons 'modulo (lambda (a b) (modulo a b)))
        (cons 'cons (lambda (a b) (cons a b)))
        (cons 'car (lambda (p) (car p)))
        (cons 'cdr (lambda (p) (cdr p)))
        (cons 'null? (lambda (x) (null? x)))
        (cons 'pair? (lambda (x) (pair? x)))))

(define program
  '(begin
     (define filter
       (lambda (keep? l)
         (if (null? l)
             '()
             (if (keep? (car l)) (cons (car l) (filter keep? (cdr l))) (filter keep? (cdr l))))))
     (define append
       (lambda (a b) (if (null? a) b (cons (car a) (append (cdr a) b)))))
     (define sort
       (lambda (l less?)
         (if (null? l)
             '()
             (let ((pivot (car l)) (rest (cdr l)))
               (append (sort (filter (lambda (x) (less? x pivot)) rest) less?)
                       (cons pivot (sort (filter (lambda (x) (if (less? x pivot) #f #t)) rest) less?)))))))
     (define numbers
       (lambda (n seed) (if (= n 0) '() (cons seed (numbers (- n 1) (modulo (+ (* seed 61) 17) 1009))))))
     (define tree
       (lambda (depth) (if (= depth 0) 1 (cons (tree (- depth 1)) (tree (- depth 1))))))
     (define sum
       (lambda (t) (if (pair? t) (+ (sum (car t)) (sum (cdr t))) t)))
     (define change
       (lambda (amount coins)
         (if (= amount 0)
             1
             (if (null? coins)
                 0
                 (if (< amount (car coins))
                     (change amount (cdr coins))
                     (+ (change amount (cdr coins)) (change (- amount (car coins)) coins)))))))
     (cons (car (sort (numbers 200 5) (lambda (a b) (< a b))))
           (cons (sum (tree 10)) (change 150 '(50 25 10 5 1))))))

(define (run)
  ((compile program '()) (vector #f)))

(define (repeat count result)
  (if (= count 0) result (repeat (- count 1) (run))))

(display (repeat size '()))
(newline)
;; expect: (3 1024 . 972)
