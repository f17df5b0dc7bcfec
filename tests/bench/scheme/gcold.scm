;; An old generation that changes: a large set of long-lived trees in which random subtrees are replaced by new ones or
;; exchanged, with short-lived garbage in between.
;; bench: large
;; size: iterations
;; quick: 200

(define size 500000)

(define trees (if (< size 1000) 4 32))
(define depth 12)

(define-record-type node
  (make-node value left right)
  node?
  (value node-value set-node-value!)
  (left node-left set-node-left!)
  (right node-right set-node-right!))

(define seed 12345)

(define (random! n)
  (set! seed (modulo (+ (* seed 69069) 1234567) 4294967296))
  (modulo (quotient seed 256) n))

(define (make-tree depth)
  (if (= depth 0)
      #f
      (make-node depth (make-tree (- depth 1)) (make-tree (- depth 1)))))

(define forest
  (let ((v (make-vector trees #f)))
    (do ((i 0 (+ i 1))) ((= i trees) v)
      (vector-set! v i (make-tree depth)))))

;; A random node that stands this many levels above the leaves.
(define (pick height)
  (let loop ((node (vector-ref forest (random! trees))) (steps (- depth height)))
    (if (= steps 0)
        node
        (loop (if (= 0 (random! 2)) (node-left node) (node-right node)) (- steps 1)))))

(define (replace! height)
  (let ((node (pick height)))
    (if (= 0 (random! 2))
        (set-node-left! node (make-tree (- height 1)))
        (set-node-right! node (make-tree (- height 1))))))

(define (exchange! height)
  (let ((a (pick height)) (b (pick height)))
    (let ((left (node-left a)))
      (set-node-left! a (node-left b))
      (set-node-left! b left))))

(define (garbage n)
  (let loop ((i 0) (l '()))
    (if (= i n) (length l) (loop (+ i 1) (cons i l)))))

(define (sum node)
  (if node
      (+ (node-value node) (sum (node-left node)) (sum (node-right node)))
      0))

(define (forest-sum)
  (let loop ((i 0) (total 0))
    (if (= i trees) total (loop (+ i 1) (+ total (sum (vector-ref forest i)))))))

(define (repeat count total)
  (if (= count 0)
      total
      (begin
        (replace! (+ 2 (random! 6)))
        (exchange! (+ 2 (random! 8)))
        (repeat (- count 1) (+ total (garbage 40))))))

(display (repeat size 0))
(display " ")
(display (forest-sum))
(newline)
;; expect: 8000 32712
