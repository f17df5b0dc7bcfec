;; A theorem prover by rewriting in the manner of Boyer and Moore: terms are rewritten with lemmas that are indexed by their
;; head symbol, and the normal form, a tree of conditionals, is tested for being a tautology.
;; bench: large
;; size: iterations
;; quick: 1

(define size 250)

(define-record-type operator
  (make-operator name lemmas)
  operator?
  (name operator-name)
  (lemmas operator-lemmas set-operator-lemmas!))

(define operators '())

(define (operator-of name)
  (let ((known (assq name operators)))
    (if known
        (cdr known)
        (let ((new (make-operator name '())))
          (set! operators (cons (cons name new) operators))
          new))))

;; Terms: a variable is a symbol, everything else (operator argument ...).
(define (term datum)
  (if (pair? datum)
      (cons (operator-of (car datum)) (map term (cdr datum)))
      datum))

(define (add-lemma! datum)
  (let* ((lemma (term datum)) (left (cadr lemma)) (operator (car left)))
    (set-operator-lemmas! operator (cons lemma (operator-lemmas operator)))))

(for-each add-lemma!
  '((equal (and p q) (if p (if q (t) (f)) (f)))
    (equal (or p q) (if p (t) (if q (t) (f))))
    (equal (not p) (if p (f) (t)))
    (equal (implies p q) (if p (if q (t) (f)) (t)))
    (equal (iff p q) (and (implies p q) (implies q p)))
    (equal (xor p q) (not (iff p q)))
    (equal (if (if a b c) d e) (if a (if b d e) (if c d e)))
    (equal (eqp x y) (equal (fix x) (fix y)))
    (equal (greater x y) (less y x))
    (equal (less-equal x y) (not (less y x)))
    (equal (greater-equal x y) (not (less x y)))
    (equal (plus (plus x y) z) (plus x (plus y z)))
    (equal (equal (plus a b) (zero)) (and (is-zero a) (is-zero b)))
    (equal (difference x x) (zero))
    (equal (equal (plus a b) (plus a c)) (equal b c))
    (equal (equal (zero) (difference x y)) (not (less y x)))
    (equal (times x (plus y z)) (plus (times x y) (times x z)))
    (equal (times (times x y) z) (times x (times y z)))
    (equal (equal (times x y) (zero)) (or (is-zero x) (is-zero y)))
    (equal (append (append x y) z) (append x (append y z)))
    (equal (reverse (append a b)) (append (reverse b) (reverse a)))
    (equal (length (append a b)) (plus (length a) (length b)))
    (equal (length (reverse x)) (length x))
    (equal (member x (append a b)) (or (member x a) (member x b)))
    (equal (member x (reverse y)) (member x y))
    (equal (append a (nil)) a)
    (equal (reverse (reverse x)) x)
    (equal (remainder x x) (zero))
    (equal (remainder (times x y) x) (zero))
    (equal (less (remainder x y) y) (not (is-zero y)))
    (equal (quotient (times y x) y) (if (is-zero y) (zero) (fix x)))
    (equal (power i (plus j k)) (times (power i j) (power i k)))
    (equal (power i (times j k)) (power (power i j) k))
    (equal (less (plus x y) (plus x z)) (less y z))
    (equal (less (times x z) (times y z)) (and (not (is-zero z)) (less x y)))
    (equal (less y (plus x y)) (not (is-zero x)))
    (equal (sum-list (append x y)) (plus (sum-list x) (sum-list y)))
    (equal (nth (nil) i) (if (is-zero i) (nil) (zero)))
    (equal (last (append a b)) (if (list-p b) (last b) (if (list-p a) (cons (head (last a)) b) b)))
    (equal (assign x v (assign x w s)) (assign x v s))
    (equal (lookup x (assign x v s)) v)
    (equal (is-zero (plus x y)) (and (is-zero x) (is-zero y)))
    (equal (fix (plus x y)) (plus x y))))

;; ---- matching and rewriting

(define bindings '())

;; Matches one way: the variables of the pattern are bound to parts of the term.
(define (match? pattern subject)
  (cond ((pair? pattern)
         (and (pair? subject)
              (eq? (car pattern) (car subject))
              (match-all? (cdr pattern) (cdr subject))))
        (else
         (let ((known (assq pattern bindings)))
           (if known
               (equal-terms? (cdr known) subject)
               (begin
                 (set! bindings (cons (cons pattern subject) bindings))
                 #t))))))

(define (match-all? patterns subjects)
  (cond ((null? patterns) (null? subjects))
        ((null? subjects) #f)
        ((match? (car patterns) (car subjects)) (match-all? (cdr patterns) (cdr subjects)))
        (else #f)))

(define (equal-terms? a b)
  (cond ((pair? a)
         (and (pair? b) (eq? (car a) (car b))
              (let loop ((a (cdr a)) (b (cdr b)))
                (cond ((null? a) (null? b))
                      ((null? b) #f)
                      (else (and (equal-terms? (car a) (car b)) (loop (cdr a) (cdr b))))))))
        (else (eq? a b))))

(define (instantiate bindings t)
  (if (pair? t)
      (cons (car t) (instantiate-all bindings (cdr t)))
      (let ((known (assq t bindings)))
        (if known (cdr known) t))))

(define (instantiate-all bindings list)
  (if (null? list)
      '()
      (cons (instantiate bindings (car list)) (instantiate-all bindings (cdr list)))))

(define rewrites 0)

(define (rewrite t)
  (set! rewrites (+ rewrites 1))
  (if (pair? t)
      (apply-lemmas (cons (car t) (rewrite-all (cdr t))) (operator-lemmas (car t)))
      t))

(define (rewrite-all terms)
  (if (null? terms)
      '()
      (cons (rewrite (car terms)) (rewrite-all (cdr terms)))))

(define (apply-lemmas t lemmas)
  (if (null? lemmas)
      t
      (begin
        (set! bindings '())
        (if (match? (cadr (car lemmas)) t)
            (rewrite (instantiate bindings (caddr (car lemmas))))
            (apply-lemmas t (cdr lemmas))))))

;; ---- tautologies

(define if-operator (operator-of 'if))
(define true-term (term '(t)))
(define false-term (term '(f)))

(define (known-in? t list)
  (and (pair? list)
       (or (equal-terms? t (car list)) (known-in? t (cdr list)))))

(define (tautology? t trues falses)
  (cond ((or (equal-terms? t true-term) (known-in? t trues)) #t)
        ((or (equal-terms? t false-term) (known-in? t falses)) #f)
        ((and (pair? t) (eq? (car t) if-operator))
         (let ((test (cadr t)) (yes (caddr t)) (no (cadddr t)))
           (cond ((or (equal-terms? test true-term) (known-in? test trues)) (tautology? yes trues falses))
                 ((or (equal-terms? test false-term) (known-in? test falses)) (tautology? no trues falses))
                 (else (and (tautology? yes (cons test trues) falses)
                            (tautology? no trues (cons test falses)))))))
        (else #f)))

(define (prove? t) (tautology? (rewrite t) '() '()))

(define substitution
  (map (lambda (b) (cons (car b) (term (cdr b))))
       '((x . (plus (plus a b) (plus c (zero))))
         (y . (times (times a b) (plus c d)))
         (z . (reverse (append (append a b) (nil))))
         (u . (equal (plus a b) (difference x y)))
         (w . (less (remainder a b) (member a (length b))))
         (v . (is-zero (plus a (times b c)))))))

(define theorem
  (term '(implies (and (implies x y)
                       (and (implies y z)
                            (and (implies z u) (implies u w))))
                  (implies x w))))

(define (repeat count proved)
  (if (= count 0)
      proved
      (repeat (- count 1)
              (if (prove? (instantiate substitution theorem)) (+ proved 1) proved))))

(display (= (repeat size 0) size))
(newline)
(display (quotient rewrites size))
(newline)
;; expect: #t
;; expect: 92878
