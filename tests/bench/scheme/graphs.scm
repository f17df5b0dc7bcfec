;; Directed graphs with bounded out-degree, enumerated node by node and counted up to renaming of all nodes but the root;
;; folds with closures over vectors of bit sets.
;; bench: large
;; size: iterations
;; quick: 1

(define size 3)

(define nodes (if (< size 2) 3 5))
(define degree 2)

;; ---- folds

(define (fold-range f seed from to)
  (if (= from to) seed (fold-range f (f from seed) (+ from 1) to)))

(define (any-in-range? pred from to)
  (and (< from to) (or (pred from) (any-in-range? pred (+ from 1) to))))

;; All permutations of 1 .. n-1 with 0 left in place, each as a vector.
(define (permutations n)
  (define (extend chosen free done)
    (if (null? free)
        (cons (list->vector (cons 0 (reverse chosen))) done)
        (let loop ((before '()) (rest free) (done done))
          (if (null? rest)
              done
              (loop (cons (car rest) before)
                    (cdr rest)
                    (extend (cons (car rest) chosen) (append before (cdr rest)) done))))))
  (extend '() (fold-range cons '() 1 n) '()))

(define (bit i) (vector-ref powers i))
(define powers '#(1 2 4 8 16 32 64 128))

(define (has-bit? set i) (odd? (quotient set (bit i))))

;; ---- graphs are vectors: for each node the set of its successors

(define (reachable graph)
  (let loop ((seen 1) (todo '(0)))
    (if (null? todo)
        seen
        (let ((successors (vector-ref graph (car todo))))
          (let add ((i 0) (seen seen) (todo (cdr todo)))
            (cond ((= i nodes) (loop seen todo))
                  ((and (has-bit? successors i) (not (has-bit? seen i)))
                   (add (+ i 1) (+ seen (bit i)) (cons i todo)))
                  (else (add (+ i 1) seen todo))))))))

(define (renamed-set set permutation)
  (fold-range (lambda (i all) (if (has-bit? set i) (+ all (bit (vector-ref permutation i))) all)) 0 0 nodes))

;; Is the graph the least of all its renamings, in the order of its rows?
(define (least? graph inverses)
  (let try ((rest inverses))
    (or (null? rest)
        (let* ((pair (car rest)) (permutation (car pair)) (inverse (cdr pair)))
          (let compare ((i 0))
            (if (= i nodes)
                (try (cdr rest))
                (let ((mine (vector-ref graph i))
                      (other (renamed-set (vector-ref graph (vector-ref inverse i)) permutation)))
                  (cond ((< mine other) (try (cdr rest)))
                        ((< other mine) #f)
                        (else (compare (+ i 1)))))))))))

(define (invert permutation)
  (let ((inverse (make-vector nodes 0)))
    (do ((i 0 (+ i 1))) ((= i nodes) inverse)
      (vector-set! inverse (vector-ref permutation i) i))))

(define (small-sets)
  (define (count set) (fold-range (lambda (i n) (if (has-bit? set i) (+ n 1) n)) 0 0 nodes))
  (fold-range (lambda (set all) (if (<= (count set) degree) (cons set all) all)) '() 0 (bit nodes)))

(define (count-graphs)
  (let ((graph (make-vector nodes 0))
        (sets (small-sets))
        (inverses (map (lambda (p) (cons p (invert p))) (permutations nodes)))
        (full (- (bit nodes) 1)))
    (define (extend i total)
      (if (= i nodes)
          (if (and (= (reachable graph) full) (least? graph inverses)) (+ total 1) total)
          (let loop ((rest sets) (total total))
            (if (null? rest)
                total
                (begin
                  (vector-set! graph i (car rest))
                  (loop (cdr rest) (extend (+ i 1) total)))))))
    ;; The root has one or two successors, none of them itself.
    (let loop ((rest sets) (total 0))
      (cond ((null? rest) total)
            ((or (= (car rest) 0) (has-bit? (car rest) 0)) (loop (cdr rest) total))
            (else
             (vector-set! graph 0 (car rest))
             (loop (cdr rest) (extend 1 total)))))))

(define (repeat count result)
  (if (= count 0) result (repeat (- count 1) (count-graphs))))

(display (repeat size 0))
(newline)
;; expect: 49
