;; Programs full of macros are expanded, compiled and run again and again: recursive syntax-rules, a macro that computes, macros
;; that define macros.
;; bench: control
;; size: iterations
;; quick: 1

(define size 400)

(define program
  '(let ()
     (define-syntax my-or
       (syntax-rules ()
         ((_) #f)
         ((_ e) e)
         ((_ e rest ...) (let ((t e)) (if t t (my-or rest ...))))))
     (define-syntax my-let*
       (syntax-rules ()
         ((_ () body ...) (let () body ...))
         ((_ ((x e) rest ...) body ...) (let ((x e)) (my-let* (rest ...) body ...)))))
     (define-syntax for
       (syntax-rules (in from to)
         ((_ x in list body ...) (for-each (lambda (x) body ...) list))
         ((_ x from a to b body ...)
          (let ((end b)) (let loop ((x a)) (if (< x end) (begin body ... (loop (+ x 1)))))))))
     (define-syntax while
       (syntax-rules ()
         ((_ test body ...) (let loop () (if test (begin body ... (loop)) #f)))))
     ;; Lists reversed while expanding.
     (define-syntax reversed
       (syntax-rules ()
         ((_ () (done ...)) (list done ...))
         ((_ (x rest ...) (done ...)) (reversed (rest ...) (x done ...)))))
     ;; Numbers as lists of marks; the product is as long as the lists of the operands.
     (define-syntax times
       (syntax-rules ()
         ((_ () (m ...) (acc ...)) (length '(acc ...)))
         ((_ (n rest ...) (m ...) (acc ...)) (times (rest ...) (m ...) (m ... acc ...)))))
     (define-syntax define-getter
       (syntax-rules ()
         ((_ name value)
          (define-syntax name (syntax-rules () ((_) value) ((_ k) (+ value k)))))))
     (define-syntax swap!
       (syntax-rules () ((_ a b) (let ((tmp a)) (set! a b) (set! b tmp)))))
     (define-syntax my-cond
       (syntax-rules (else)
         ((_ (else e ...)) (begin e ...))
         ((_ (c e ...) clause ...) (if c (begin e ...) (my-cond clause ...)))))
     (define total 0)
     (define tmp 5)
     (define other 7)
     (define-getter five 5)
     (swap! tmp other)
     (for x in (reversed (1 2 3 4 5 6 7 8 9 10) ()) (set! total (+ total x)))
     (for i from 0 to 20
       (my-cond ((= 0 (remainder i 3)) (set! total (+ total (five))))
                ((= 1 (remainder i 3)) (set! total (+ total (five i))))
                (else (set! total (+ total (my-or #f #f i))))))
     (let ((t 3))
       (set! total (+ total (my-or #f t))))
     (my-let* ((a 1) (b (+ a 1)) (c (+ a b)) (d (+ b c)) (e (+ c d)))
       (set! total (+ total e)))
     (let ((n 10))
       (while (> n 0) (set! total (+ total 1)) (set! n (- n 1))))
     (list total tmp other (times (1 1 1 1 1 1) (1 1 1 1 1 1 1) ()))))

(define environment-of-program (interaction-environment))

(define (repeat count result)
  (if (= count 0) result (repeat (- count 1) (eval program environment-of-program))))

(display (repeat size '()))
(newline)
;; expect: (273 7 5 42)
