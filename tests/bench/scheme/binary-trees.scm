;; Allocating and walking many binary trees of pairs, with one long-lived tree beside them.
;; bench: calls
;; quick: 6

(define size 18)

(define (make-tree depth)
  (if (= depth 0)
      (cons '() '())
      (cons (make-tree (- depth 1)) (make-tree (- depth 1)))))

(define (count-nodes tree)
  (if (null? (car tree))
      1
      (+ 1 (count-nodes (car tree)) (count-nodes (cdr tree)))))

(define (power-of-two n)
  (if (= n 0) 1 (* 2 (power-of-two (- n 1)))))

(define (line trees depth nodes)
  (display trees)
  (display " trees of depth ")
  (display depth)
  (display ", nodes ")
  (display nodes)
  (newline))

(define (run deepest)
  (line 1 (+ deepest 1) (count-nodes (make-tree (+ deepest 1))))
  (let ((long-lived (make-tree deepest)))
    (do ((depth 4 (+ depth 4))) ((> depth deepest))
      (let ((trees (power-of-two (+ (- deepest depth) 4))))
        (do ((i 0 (+ i 1)) (nodes 0 (+ nodes (count-nodes (make-tree depth)))))
            ((= i trees) (line trees depth nodes)))))
    (line 1 deepest (count-nodes long-lived))))

(run size)
;; expect: 1 trees of depth 7, nodes 255
;; expect: 64 trees of depth 4, nodes 1984
;; expect: 1 trees of depth 6, nodes 127
