;; Comparing and copying large structures: lists, trees, vectors, strings.
;; bench: large
;; size: iterations
;; quick: 2

(define size 1200)

(define (iota n)
  (let loop ((i (- n 1)) (all '()))
    (if (< i 0) all (loop (- i 1) (cons i all)))))

(define (make-tree depth leaf)
  (if (= depth 0)
      (leaf depth)
      (cons (make-tree (- depth 1) leaf) (make-tree (- depth 1) leaf))))

(define (copy x)
  (cond ((pair? x) (cons (copy (car x)) (copy (cdr x))))
        ((vector? x) (vector-map copy x))
        ((string? x) (string-append x ""))
        (else x)))

(define things
  (list (iota 10000)
        (map number->string (iota 1000))
        (make-tree 12 (lambda (d) 'leaf))
        (make-tree 8 (lambda (d) (list 1.5 #\a "text" '#(1 2 3))))
        (vector-map (lambda (i) (list i (* i 1.25))) (list->vector (iota 2000)))
        (let loop ((i 0) (nest '())) (if (= i 3000) nest (loop (+ i 1) (vector nest i))))))

(define others (map copy things))

;; The same but for one leaf at the far end.
(define different
  (map (lambda (x) (cons x 1)) things))
(define differently
  (map (lambda (x) (cons x 2)) others))

(define (count-equal as bs)
  (let loop ((as as) (bs bs) (n 0))
    (if (null? as)
        n
        (loop (cdr as) (cdr bs) (if (equal? (car as) (car bs)) (+ n 1) n)))))

(define (round-of-work)
  (+ (* 100 (count-equal things others)) (count-equal different differently)
     (if (member (car (cddr others)) (append different (list (caddr things)))) 1000 0)))

(define (repeat count result)
  (if (= count 0) result (repeat (- count 1) (round-of-work))))

(display (repeat size 0))
(newline)
;; expect: 1600
