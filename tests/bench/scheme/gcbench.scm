;; Many short-lived binary trees, built from the root down and from the leaves up, beside one long-lived tree and one
;; long-lived vector of floats.
;; bench: large
;; size: iterations
;; quick: 1

(define size 20)

(define deepest (if (< size 2) 6 16))

(define-record-type node
  (make-node left right)
  node?
  (left node-left set-node-left!)
  (right node-right set-node-right!))

(define (tree-nodes depth) (- (expt 2 (+ depth 1)) 1))

(define (populate! node depth)
  (if (> depth 0)
      (begin
        (set-node-left! node (make-node #f #f))
        (set-node-right! node (make-node #f #f))
        (populate! (node-left node) (- depth 1))
        (populate! (node-right node) (- depth 1)))))

(define (make-tree depth)
  (if (= depth 0)
      (make-node #f #f)
      (make-node (make-tree (- depth 1)) (make-tree (- depth 1)))))

(define (count-nodes node)
  (if node
      (+ 1 (count-nodes (node-left node)) (count-nodes (node-right node)))
      0))

(define (construct depth)
  (let ((times (quotient (* 2 (tree-nodes deepest)) (tree-nodes depth))))
    (let loop ((i 0) (total 0))
      (if (= i times)
          total
          (let ((down (make-node #f #f)))
            (populate! down depth)
            (let ((up (make-tree depth)))
              (loop (+ i 1)
                    (+ total (if (node-left down) 1 0) (if (node-left up) 1 0)))))))))

(define (round-of-work)
  (let ((long-lived (make-tree deepest)) (floats (make-vector 100000 0.0)))
    (do ((i 0 (+ i 1))) ((= i 50000))
      (vector-set! floats i (/ 1.0 (+ i 1))))
    (let loop ((depth 4) (total 0))
      (if (> depth deepest)
          (list total (count-nodes long-lived) (= (vector-ref floats 999) 0.001))
          (loop (+ depth 2) (+ total (construct depth)))))))

(define (repeat count result)
  (if (= count 0) result (repeat (- count 1) (round-of-work))))

(display (repeat size '()))
(newline)
;; expect: (20 127 #t)
