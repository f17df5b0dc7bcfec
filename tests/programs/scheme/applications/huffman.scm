;; Huffman codes: frequencies in a hash table, a tree from a heap, codes, bits packed into bytevectors, and back.
(import (scheme base) (scheme write) (scheme char) (scheme cxr) (srfi 69))

(define-record-type <leaf> (make-leaf symbol weight) leaf? (symbol leaf-symbol) (weight leaf-weight))
(define-record-type <node> (make-node left right weight) node? (left node-left) (right node-right) (weight node-weight))
(define (weight t) (if (leaf? t) (leaf-weight t) (node-weight t)))
(define (least t) (if (leaf? t) (leaf-symbol t) (least (node-left t))))

;; A binary heap in a vector that grows; ties are broken by the least symbol, so that the codes are the same everywhere.
(define-record-type <heap>
  (%make-heap items size before?)
  heap?
  (items heap-items set-heap-items!)
  (size heap-size set-heap-size!)
  (before? heap-before?))
(define (make-heap before?) (%make-heap (make-vector 4 #f) 0 before?))
(define (heap-empty? h) (zero? (heap-size h)))
(define (swap! v i j)
  (let ((x (vector-ref v i)))
    (vector-set! v i (vector-ref v j))
    (vector-set! v j x)))
(define (heap-insert! h x)
  (let ((n (heap-size h)))
    (when (= n (vector-length (heap-items h)))
      (let ((larger (make-vector (* 2 n) #f)))
        (vector-copy! larger 0 (heap-items h))
        (set-heap-items! h larger)))
    (vector-set! (heap-items h) n x)
    (set-heap-size! h (+ n 1))
    (let up ((i n))
      (let ((parent (quotient (- i 1) 2)) (v (heap-items h)))
        (when (and (> i 0) ((heap-before? h) (vector-ref v i) (vector-ref v parent)))
          (swap! v i parent)
          (up parent))))))
(define (heap-remove! h)
  (when (heap-empty? h) (error "heap-remove!: the heap is empty"))
  (let* ((v (heap-items h)) (top (vector-ref v 0)) (n (- (heap-size h) 1)))
    (vector-set! v 0 (vector-ref v n))
    (vector-set! v n #f)
    (set-heap-size! h n)
    (let down ((i 0))
      (let* ((left (+ (* 2 i) 1)) (right (+ left 1)) (best i)
             (best (if (and (< left n) ((heap-before? h) (vector-ref v left) (vector-ref v best))) left best))
             (best (if (and (< right n) ((heap-before? h) (vector-ref v right) (vector-ref v best))) right best)))
        (unless (= best i)
          (swap! v i best)
          (down best))))
    top))

(define (frequencies text)
  (let ((table (make-hash-table)))
    (string-for-each (lambda (c) (hash-table-update!/default table c (lambda (n) (+ n 1)) 0)) text)
    table))

(define (build-tree table)
  (define (before? a b)
    (or (< (weight a) (weight b))
        (and (= (weight a) (weight b)) (char<? (least a) (least b)))))
  (define heap (make-heap before?))
  (hash-table-walk table (lambda (c n) (heap-insert! heap (make-leaf c n))))
  (let loop ()
    (let ((a (heap-remove! heap)))
      (if (heap-empty? heap)
          a
          (let ((b (heap-remove! heap)))
            (heap-insert! heap (make-node a b (+ (weight a) (weight b))))
            (loop))))))

(define (tree->codes tree)
  (let ((codes (make-hash-table)))
    (let walk ((t tree) (path '()))
      (if (leaf? t)
          (hash-table-set! codes (leaf-symbol t) (if (null? path) '(0) (reverse path)))
          (begin
            (walk (node-left t) (cons 0 path))
            (walk (node-right t) (cons 1 path)))))
    codes))

(define (encode text codes)
  (let ((out (open-output-bytevector)))
    (define byte 0)
    (define count 0)
    (define total 0)
    (define (emit bit)
      (set! byte (+ (* 2 byte) bit))
      (set! count (+ count 1))
      (set! total (+ total 1))
      (when (= count 8)
        (write-u8 byte out)
        (set! byte 0)
        (set! count 0)))
    (string-for-each (lambda (c) (for-each emit (hash-table-ref codes c))) text)
    (let ((bits total))
      (let pad () (unless (zero? count) (emit 0) (pad)))
      (values (get-output-bytevector out) bits))))

(define (decode bytes bits tree)
  (define (bit i) (modulo (quotient (bytevector-u8-ref bytes (quotient i 8)) (expt 2 (- 7 (modulo i 8)))) 2))
  (let ((out (open-output-string)))
    (let loop ((i 0) (t tree))
      (cond ((leaf? t) (write-char (leaf-symbol t) out) (if (leaf? tree) (if (< (+ i 1) bits) (loop (+ i 1) tree)) (loop i tree)))
            ((= i bits) (unless (eq? t tree) (error "decode: the bits end inside of a code")))
            (else (loop (+ i 1) (if (zero? (bit i)) (node-left t) (node-right t))))))
    (get-output-string out)))

(define (insert entry sorted)
  (if (or (null? sorted) (char<? (car entry) (caar sorted)))
      (cons entry sorted)
      (cons (car sorted) (insert entry (cdr sorted)))))
(define (sort-entries entries)
  (let loop ((entries entries) (sorted '()))
    (if (null? entries) sorted (loop (cdr entries) (insert (car entries) sorted)))))
(define (show-codes codes)
  (for-each
   (lambda (entry)
     (write (car entry))
     (display " ")
     (for-each display (cdr entry))
     (newline))
   (sort-entries (hash-table->alist codes))))

(define (round-trip text show?)
  (let* ((tree (build-tree (frequencies text))) (codes (tree->codes tree)))
    (when show? (show-codes codes))
    (let-values (((bytes bits) (encode text codes)))
      (let ((back (decode bytes bits tree)))
        (write (list (string-length text) bits (bytevector-length bytes) (string=? text back)))
        (newline)))))

(round-trip "this is an example of a huffman tree" #t)
(round-trip "abracadabra" #t)
(round-trip "λx.λy.x λx.λy.y" #t)
(define long
  (let ((out (open-output-string)))
    (do ((i 0 (+ i 1))) ((= i 60) (get-output-string out))
      (write-string "the quick brown fox " out)
      (write (* i i i) out)
      (write-string " jumps over the lazy dog; " out))))
(round-trip long #f)
(write (guard (e ((error-object? e) (error-object-message e))) (build-tree (frequencies "")))) (newline)

;; expect: #\space 111
;; expect: #\a 000
;; expect: #\e 001
;; expect: #\f 1101
;; expect: #\h 0100
;; expect: #\i 0101
;; expect: #\l 01100
;; expect: #\m 0111
;; expect: #\n 1000
;; expect: #\o 01101
;; expect: #\p 10010
;; expect: #\r 10011
;; expect: #\s 1010
;; expect: #\t 1011
;; expect: #\u 11000
;; expect: #\x 11001
;; expect: (36 135 17 #t)
;; expect: #\a 0
;; expect: #\b 110
;; expect: #\c 1110
;; expect: #\d 1111
;; expect: #\r 10
;; expect: (11 23 3 #t)
;; expect: #\space 010
;; expect: #\. 10
;; expect: #\x 011
;; expect: #\y 00
;; expect: #\λ 11
;; expect: (15 34 5 #t)
;; expect: (3033 14378 1798 #t)
;; expect: "heap-remove!: the heap is empty"
