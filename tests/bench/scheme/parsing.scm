;; A parser and symbolic differentiator: text to tokens, tokens to a tree by operator precedence, its derivative simplified,
;; and that written as text again.
;; bench: large
;; size: iterations
;; quick: 2

(define size 6000)

;; ---- tokens: numbers, symbols, and characters for operators and parentheses

(define (token-list text)
  (let ((end (string-length text)))
    (define (scan-number i n)
      (if (and (< i end) (char-numeric? (string-ref text i)))
          (scan-number (+ i 1) (+ (* n 10) (- (char->integer (string-ref text i)) 48)))
          (cons n (scan i))))
    (define (scan-name i start)
      (if (and (< i end) (char-alphabetic? (string-ref text i)))
          (scan-name (+ i 1) start)
          (cons (string->symbol (substring text start i)) (scan i))))
    (define (scan i)
      (if (= i end)
          '()
          (let ((c (string-ref text i)))
            (cond ((char-whitespace? c) (scan (+ i 1)))
                  ((char-numeric? c) (scan-number i 0))
                  ((char-alphabetic? c) (scan-name i i))
                  (else (cons c (scan (+ i 1))))))))
    (scan 0)))

;; ---- the parser: precedence climbing over a mutable token stream

(define tokens '())

(define (next-token!)
  (let ((t (car tokens)))
    (set! tokens (cdr tokens))
    t))

(define (precedence token)
  (case token
    ((#\+ #\-) 1)
    ((#\* #\/) 2)
    ((#\^) 3)
    (else 0)))

(define (operator token)
  (case token
    ((#\+) '+)
    ((#\-) '-)
    ((#\*) '*)
    ((#\/) '/)
    ((#\^) '^)
    (else (error "not an operator" token))))

(define (parse-primary)
  (let ((t (next-token!)))
    (cond ((number? t) t)
          ((eqv? t #\()
           (let ((e (parse-expression 1)))
             (next-token!)
             e))
          ((eqv? t #\-) (list '- 0 (parse-primary)))
          ((and (symbol? t) (pair? tokens) (eqv? (car tokens) #\())
           (next-token!)
           (let ((argument (parse-expression 1)))
             (next-token!)
             (list t argument)))
          (else t))))

(define (parse-expression least)
  (let loop ((left (parse-primary)))
    (if (null? tokens)
        left
        (let* ((t (car tokens)) (p (precedence t)))
          (if (or (= p 0) (< p least))
              left
              (begin
                (next-token!)
                ;; Powers group to the right, everything else to the left.
                (let ((right (parse-expression (if (= p 3) p (+ p 1)))))
                  (loop (list (operator t) left right)))))))))

(define (parse text)
  (set! tokens (token-list text))
  (parse-expression 1))

;; ---- the derivative, built by constructors that simplify

(define (sum a b)
  (cond ((and (number? a) (number? b)) (+ a b))
        ((eqv? a 0) b)
        ((eqv? b 0) a)
        (else (list '+ a b))))

(define (difference a b)
  (cond ((and (number? a) (number? b)) (- a b))
        ((eqv? b 0) a)
        ((equal? a b) 0)
        (else (list '- a b))))

(define (product a b)
  (cond ((and (number? a) (number? b)) (* a b))
        ((or (eqv? a 0) (eqv? b 0)) 0)
        ((eqv? a 1) b)
        ((eqv? b 1) a)
        (else (list '* a b))))

(define (ratio a b)
  (cond ((eqv? a 0) 0)
        ((eqv? b 1) a)
        (else (list '/ a b))))

(define (power a n)
  (cond ((eqv? n 0) 1)
        ((eqv? n 1) a)
        (else (list '^ a n))))

(define (derive e x)
  (cond ((number? e) 0)
        ((symbol? e) (if (eq? e x) 1 0))
        (else
         (let ((a (cadr e)))
           (case (car e)
             ((+) (sum (derive a x) (derive (caddr e) x)))
             ((-) (difference (derive a x) (derive (caddr e) x)))
             ((*) (let ((b (caddr e)))
                    (sum (product (derive a x) b) (product a (derive b x)))))
             ((/) (let ((b (caddr e)))
                    (ratio (difference (product (derive a x) b) (product a (derive b x)))
                           (power b 2))))
             ((^) (let ((n (caddr e)))
                    (product (product n (power a (difference n 1))) (derive a x))))
             ((sin) (product (list 'cos a) (derive a x)))
             ((cos) (product -1 (product (list 'sin a) (derive a x))))
             ((exp) (product e (derive a x)))
             ((log) (ratio (derive a x) a))
             (else (error "cannot derive" e)))))))

;; ---- text again

(define (expression->string e)
  (define pieces '())
  (define (emit! s) (set! pieces (cons s pieces)))
  (define (rank op)
    (case op ((+ -) 1) ((* /) 2) ((^) 3) (else 4)))
  (define (show e outer)
    (cond ((number? e) (emit! (number->string e)))
          ((symbol? e) (emit! (symbol->string e)))
          ((null? (cddr e))
           (emit! (symbol->string (car e)))
           (emit! "(")
           (show (cadr e) 0)
           (emit! ")"))
          (else
           (let ((r (rank (car e))))
             (if (< r outer) (emit! "("))
             (show (cadr e) r)
             (emit! (symbol->string (car e)))
             (show (caddr e) (+ r 1))
             (if (< r outer) (emit! ")"))))))
  (show e 0)
  (apply string-append (reverse pieces)))

(define texts
  '("3*x^2 + 2*x - 7"
    "sin(x)*cos(x) + exp(2*x)/x"
    "(x+1)*(x+2)*(x+3)*(x+4)"
    "log(x^3 + a*x^2 + b*x + c)/(x - 1)"
    "sin(cos(sin(x^2 + 3*x))) * (a - b*x)^5"
    "((x^4 - 3*x^2)/(x^2+1) - exp(x*x))*(y - x)"))

(define (checksum s h)
  (let ((end (string-length s)))
    (let loop ((i 0) (h h))
      (if (= i end)
          h
          (loop (+ i 1) (modulo (+ (* h 33) (char->integer (string-ref s i))) 1000003))))))

(define (round-of-work)
  (let loop ((rest texts) (h 5381))
    (if (null? rest)
        h
        (let* ((first (derive (parse (car rest)) 'x))
               (text (expression->string first))
               (second (derive (parse text) 'x)))
          (loop (cdr rest) (checksum (expression->string second) (checksum text h)))))))

(define (repeat count result)
  (if (= count 0) result (repeat (- count 1) (round-of-work))))

(display (expression->string (derive (parse "x^3 - 2*x*y") 'x)))
(newline)
(display (repeat size 0))
(newline)
;; expect: 3*x^2-2*y
;; expect: 220991
