;; Association: a binary search tree, an association list and a hash table answer the same questions.
;; bench: large
;; size: iterations
;; quick: 2

(define size 3000)

(define entries 400)

(define-record-type node (make-node key value left right) node?
  (key node-key)
  (value node-value set-node-value!)
  (left node-left set-node-left!)
  (right node-right set-node-right!))

(define (insert! node key value)
  (cond ((< key (node-key node))
         (if (node-left node)
             (insert! (node-left node) key value)
             (set-node-left! node (make-node key value #f #f))))
        ((< (node-key node) key)
         (if (node-right node)
             (insert! (node-right node) key value)
             (set-node-right! node (make-node key value #f #f))))
        (else (set-node-value! node value))))

(define (search node key)
  (cond ((not node) #f)
        ((< key (node-key node)) (search (node-left node) key))
        ((< (node-key node) key) (search (node-right node) key))
        (else (node-value node))))

(define (key-of i) (modulo (* i 7919) 10007))

(define (round-of-work)
  (let ((table (make-hash-table)) (tree (make-node 5000 0 #f #f)))
    (let loop ((i 1) (alist '()))
      (if (<= i entries)
          (let ((k (key-of i)))
            (insert! tree k i)
            (hash-table-set! table k i)
            (loop (+ i 1) (cons (cons k i) alist)))
          (let ask ((i 1) (sum 0))
            (if (> i entries)
                sum
                (let* ((k (key-of i)) (a (search tree k)) (b (cdr (assv k alist))) (c (hash-table-ref/default table k #f)))
                  (if (and (= a b) (eqv? b c))
                      (ask (+ i 1) (+ sum a))
                      (error "the tables differ at" k)))))))))

(define (repeat count result)
  (if (= count 0) result (repeat (- count 1) (round-of-work))))

(display (repeat size 0))
(newline)
;; expect: 80200
