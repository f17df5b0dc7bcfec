;; Which types conform to which: recursive types as graphs whose edges are operations; conformity is the greatest relation
;; that the edges respect, and meets of types are built lazily and memoised.
;; bench: large
;; size: iterations
;; quick: 1

(define size 1000)

(define-record-type node
  (make-node name green blue meets)
  node?
  (name node-name)
  (green node-green set-node-green!)
  (blue node-blue set-node-blue!)
  (meets node-meets set-node-meets!))

;; Green edges are operations: (name argument-types result-type). Blue ones say what a node was compared with.
(define-record-type operation
  (make-operation selector arguments result)
  operation?
  (selector operation-selector)
  (arguments operation-arguments)
  (result operation-result))

(define (find pred list)
  (cond ((null? list) #f)
        ((pred (car list)) (car list))
        (else (find pred (cdr list)))))

(define (every2 pred a b)
  (cond ((null? a) (null? b))
        ((null? b) #f)
        (else (and (pred (car a) (car b)) (every2 pred (cdr a) (cdr b))))))

(define (select node selector)
  (find (lambda (o) (eq? (operation-selector o) selector)) (node-green node)))

;; Does a conform to b? Assumptions are pairs that are being proved, or have been.
(define (conforms? a b)
  (define assumed '())
  (define (assumed? a b)
    (find (lambda (p) (and (eq? (car p) a) (eq? (cdr p) b))) assumed))
  (define (check a b)
    (cond ((eq? a b) #t)
          ((memq b (node-blue a)) #t)
          ((assumed? a b) #t)
          (else
           (let ((before assumed))
             (set! assumed (cons (cons a b) assumed))
             (or (let loop ((wanted (node-green b)))
                   (or (null? wanted)
                       (let ((offered (select a (operation-selector (car wanted)))))
                         (and offered
                              ;; Arguments the other way around, results this way.
                              (every2 (lambda (x y) (check y x))
                                      (operation-arguments offered)
                                      (operation-arguments (car wanted)))
                              (check (operation-result offered) (operation-result (car wanted)))
                              (loop (cdr wanted))))))
                 (begin
                   (set! assumed before)
                   #f))))))
  (and (check a b)
       (begin
         (for-each (lambda (p)
                     (if (not (memq (cdr p) (node-blue (car p))))
                         (set-node-blue! (car p) (cons (cdr p) (node-blue (car p))))))
                   assumed)
         #t)))

(define created 0)

;; The type that has the operations of both: the greatest lower bound.
(define (meet a b)
  (cond ((eq? a b) a)
        ((conforms? a b) a)
        ((conforms? b a) b)
        (else
         (let ((known (or (assq b (node-meets a)) (assq a (node-meets b)))))
           (if known
               (cdr known)
               (let ((new (make-node (string-append (node-name a) "&" (node-name b)) '() '() '())))
                 (set! created (+ created 1))
                 (set-node-meets! a (cons (cons b new) (node-meets a)))
                 (set-node-green! new (merge-operations (node-green a) (node-green b)))
                 new))))))

(define (merge-operations xs ys)
  (let ((shared
         (map (lambda (x)
                (let ((y (find (lambda (y) (eq? (operation-selector x) (operation-selector y))) ys)))
                  (if (and y (= (length (operation-arguments x)) (length (operation-arguments y))))
                      (make-operation (operation-selector x)
                                      (operation-arguments x)
                                      (meet (operation-result x) (operation-result y)))
                      x)))
              xs)))
    (let loop ((ys ys) (all shared))
      (cond ((null? ys) all)
            ((find (lambda (x) (eq? (operation-selector x) (operation-selector (car ys)))) xs) (loop (cdr ys) all))
            (else (loop (cdr ys) (cons (car ys) all)))))))

;; Base types by name; operations refer to them by name too, so the graph is cyclic.
(define description
  '((any)
    (number (add number number) (less bool number))
    (integer (add integer number) (less bool number) (shift integer integer))
    (bool (and bool bool) (not bool))
    (stream (get any) (rest stream))
    (numbers (get number) (rest numbers))
    (integers (get integer) (rest integers))
    (sink (put any integer))
    (number-sink (put any number))
    (cell (get number) (put any integer) (rest stream))
    (list (get any) (rest list) (cons list any) (empty bool))
    (ordered (get number) (rest ordered) (cons ordered integer) (empty bool) (least number))
    (tree (left tree) (right tree) (value number))
    (search-tree (left search-tree) (right search-tree) (value integer) (find bool number))))

(define (build)
  (let ((nodes (map (lambda (d) (cons (car d) (make-node (symbol->string (car d)) '() '() '()))) description)))
    (define (lookup name) (cdr (assq name nodes)))
    (for-each
      (lambda (d)
        (set-node-green! (lookup (car d))
                         (map (lambda (o) (make-operation (car o) (map lookup (cddr o)) (lookup (cadr o))))
                              (cdr d))))
      description)
    (map cdr nodes)))

(define (count-conforming nodes)
  (let outer ((as nodes) (n 0))
    (if (null? as)
        n
        (let inner ((bs nodes) (n n))
          (if (null? bs)
              (outer (cdr as) n)
              (inner (cdr bs) (if (conforms? (car as) (car bs)) (+ n 1) n)))))))

;; All meets of two, then how the enlarged set conforms.
(define (round-of-work)
  (set! created 0)
  (let* ((nodes (build)) (before (count-conforming nodes)))
    (let outer ((as nodes) (all nodes))
      (if (null? as)
          (list before created (length all) (count-conforming all))
          (let inner ((bs (cdr as)) (all all))
            (if (null? bs)
                (outer (cdr as) all)
                (let ((m (meet (car as) (car bs))))
                  (inner (cdr bs) (if (memq m all) all (cons m all))))))))))

(define (repeat count result)
  (if (= count 0) result (repeat (- count 1) (round-of-work))))

(display (repeat size '()))
(newline)
;; expect: (38 67 81 559)
