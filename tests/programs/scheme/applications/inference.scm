;; Types of programs by unification: association lists, mutable cells, generalisation, errors with explanations.
(import (scheme base) (scheme write) (scheme cxr))

(define (print . xs) (for-each display xs) (newline))

;; ---- types: symbols, (-> a b), (list a), (pair a b), and variables

(define-record-type variable (make-variable id level link) variable? (id variable-id) (level variable-level set-variable-level!) (link variable-link set-variable-link!))
(define counter 0)
(define (fresh level) (set! counter (+ counter 1)) (make-variable counter level #f))
(define (prune t) (if (and (variable? t) (variable-link t)) (let ((end (prune (variable-link t)))) (set-variable-link! t end) end) t))
(define (occurs! v t)
  (let ((t (prune t)))
    (cond ((eq? v t) (raise (list 'infinite v)))
          ((variable? t) (if (> (variable-level t) (variable-level v)) (set-variable-level! t (variable-level v))))
          ((pair? t) (for-each (lambda (part) (occurs! v part)) (cdr t))))))
(define (unify! a b)
  (let ((a (prune a)) (b (prune b)))
    (cond ((eq? a b) #t)
          ((variable? a) (occurs! a b) (set-variable-link! a b))
          ((variable? b) (unify! b a))
          ((and (pair? a) (pair? b) (eq? (car a) (car b)) (= (length a) (length b))) (for-each unify! (cdr a) (cdr b)))
          (else (raise (list 'mismatch a b))))))

;; Types are shown with letters in the order in which their variables occur.
(define (show-type t)
  (define names '())
  (define (name v)
    (cond ((assq v names) => cdr)
          (else (let ((n (string (integer->char (+ 97 (length names)))))) (set! names (cons (cons v n) names)) n))))
  (let show ((t t) (left #f))
    (let ((t (prune t)))
      (cond ((variable? t) (name t))
            ((symbol? t) (symbol->string t))
            ((eq? (car t) '->)
             (let* ((from (show (cadr t) #t)) (s (string-append from " -> " (show (caddr t) #f)))) (if left (string-append "(" s ")") s)))
            ((eq? (car t) 'list) (string-append "[" (show (cadr t) #f) "]"))
            (else (let* ((first (show (cadr t) #f)) (second (show (caddr t) #f))) (string-append "(" first ", " second ")")))))))

;; ---- schemes: a variable of a deeper level than the environment is general

(define (instantiate t level)
  (define copies '())
  (let copy ((t t))
    (let ((t (prune t)))
      (cond ((and (variable? t) (= (variable-level t) 1000000))
             (cond ((assq t copies) => cdr) (else (let ((v (fresh level))) (set! copies (cons (cons t v) copies)) v))))
            ((pair? t) (cons (car t) (map copy (cdr t))))
            (else t)))))
(define (generalise! t level)
  (let ((t (prune t)))
    (cond ((variable? t) (if (> (variable-level t) level) (set-variable-level! t 1000000)))
          ((pair? t) (for-each (lambda (p) (generalise! p level)) (cdr t))))))

;; ---- inference

(define (infer e env level)
  (cond ((number? e) 'int)
        ((boolean? e) 'bool)
        ((string? e) 'text)
        ((symbol? e) (cond ((assq e env) => (lambda (b) (instantiate (cdr b) level))) (else (raise (list 'unbound e)))))
        (else
         (case (car e)
           ((fn) (if (null? (cadr e))
                     (infer (caddr e) env level)
                     (let* ((v (fresh level)) (body (infer `(fn ,(cdadr e) ,(caddr e)) (cons (cons (caadr e) v) env) level))) (list '-> v body))))
           ((let) (let ((t (infer (caddr e) env (+ level 1)))) (generalise! t level) (infer (cadddr e) (cons (cons (cadr e) t) env) level)))
           ((rec) (let ((v (fresh (+ level 1))))
                    (unify! v (infer (caddr e) (cons (cons (cadr e) v) env) (+ level 1)))
                    (generalise! v level)
                    (infer (cadddr e) (cons (cons (cadr e) v) env) level)))
           ((if) (unify! 'bool (infer (cadr e) env level))
                 (let ((t (infer (caddr e) env level))) (unify! t (infer (cadddr e) env level)) t))
           (else
            (let apply-all ((f (infer (car e) env level)) (args (cdr e)))
              (if (null? args)
                  f
                  (let ((result (fresh level)) (arg (infer (car args) env level)))
                    (unify! f (list '-> arg result))
                    (apply-all result (cdr args))))))))))

(define (general . letters) (map (lambda (l) (cons l (make-variable l 1000000 #f))) letters))
(define (type-of-library spec)
  (let ((vars (general 'a 'b)))
    (let build ((s spec)) (cond ((and (symbol? s) (assq s vars)) => cdr) ((pair? s) (cons (car s) (map build (cdr s)))) (else s)))))
(define library
  (map (lambda (b) (cons (car b) (type-of-library (cadr b))))
       '((add (-> int (-> int int))) (less (-> int (-> int bool))) (equal (-> a (-> a bool))) (nil (list a)) (cons (-> a (-> (list a) (list a))))
         (null (-> (list a) bool)) (head (-> (list a) a)) (tail (-> (list a) (list a))) (pair (-> a (-> b (pair a b)))) (first (-> (pair a b) a)) (second (-> (pair a b) b)) (size (-> text int)))))
(define (explain x)
  (case (car x)
    ((mismatch) (string-append "cannot match " (show-type (cadr x)) " with " (show-type (caddr x))))
    ((infinite) "the type would contain itself")
    ((unbound) (string-append (symbol->string (cadr x)) " is not bound"))))
(define (check e) (print (guard (x ((pair? x) (string-append "error: " (explain x)))) (show-type (infer e library 0)))))

(for-each check
  '(1 #t "text" add (add 1) (add 1 2) (fn (x) x) (fn (x y) x) (fn (f g x) (f (g x))) (fn (f x) (f (f x))) (fn (x) (add x 1)) nil (cons 1 nil) (cons nil nil)
    (let id (fn (x) x) (pair (id 1) (id #t))) (fn (id) (pair (id 1) (id #t))) (let twice (fn (f x) (f (f x))) (twice (twice (add 1)) 5))
    (rec map (fn (f l) (if (null l) nil (cons (f (head l)) (map f (tail l))))) map)
    (rec fold (fn (f x l) (if (null l) x (f (head l) (fold f x (tail l))))) (let sum (fold add 0) (pair sum (fold (fn (x n) (add n 1)) 0))))
    (rec append (fn (a b) (if (null a) b (cons (head a) (append (tail a) b)))) append)
    (rec length (fn (l) (if (null l) 0 (add 1 (length (tail l))))) (pair (length (cons 1 nil)) (length (cons "a" nil))))
    (fn (x) (x x)) (add 1 #t) (if 1 2 3) (if #t 1 "x") (cons 1 (cons #t nil)) (head 5) unknown (fn (p) (pair (second p) (first p)))
    (let swap (fn (p) (pair (second p) (first p))) (swap (swap (pair 1 "a")))) (rec f (fn (x) (f x)) f) (rec even (fn (n) (if (equal n 0) #t (if (equal n 1) #f (even (add n -2))))) even)
    (fn (x) (let y x (y 1))) (fn (x) (let y (fn (z) x) (pair (y 1) (y #t)))) (size (if (less 1 2) "a" "b")) (fn (a b c d) (a (b c) (b d)))))
(define (tower n) (let loop ((i n) (e '(fn (x) x))) (if (= i 0) e (loop (- i 1) `(let f ,e (f f))))))
(check (tower 8))
; expect: int
; expect: bool
; expect: text
; expect: int -> int -> int
; expect: int -> int
; expect: int
; expect: a -> a
; expect: a -> b -> a
; expect: (a -> b) -> (c -> a) -> c -> b
; expect: (a -> a) -> a -> a
; expect: int -> int
; expect: [a]
; expect: [int]
; expect: [[a]]
; expect: (int, bool)
; expect: error: cannot match int with bool
; expect: int
; expect: (a -> b) -> [a] -> [b]
; expect: ([int] -> int, [a] -> int)
; expect: [a] -> [a] -> [a]
; expect: (int, int)
; expect: error: the type would contain itself
; expect: error: cannot match int with bool
; expect: error: cannot match bool with int
; expect: error: cannot match int with text
; expect: error: cannot match int with bool
; expect: error: cannot match [a] with int
; expect: error: unknown is not bound
; expect: (a, b) -> (b, a)
; expect: (int, text)
; expect: a -> b
; expect: int -> bool
; expect: (int -> a) -> a
; expect: a -> (a, a)
; expect: int
; expect: (a -> a -> b) -> (c -> a) -> c -> c -> b
; expect: a -> a
