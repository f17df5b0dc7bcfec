;; Records: balanced trees that are never changed, heaps, tries, zippers, an inventory with undo, shapes with tables of methods.
(import (scheme base) (scheme write) (scheme char) (scheme inexact))

(define (print . xs) (for-each display xs) (newline))

;; ---- balanced trees (Adelson-Velski and Landis)

(define-record-type <node> (make-node key value height left right) node?
  (key node-key) (value node-value) (height node-height) (left node-left) (right node-right))
(define empty #f)
(define (height t) (if t (node-height t) 0))
(define (node key value left right) (make-node key value (+ 1 (max (height left) (height right))) left right))
(define (balance key value left right)
  (cond ((> (height left) (+ 1 (height right)))
         (if (>= (height (node-left left)) (height (node-right left)))
             (node (node-key left) (node-value left) (node-left left) (node key value (node-right left) right))
             (let ((m (node-right left)))
               (node (node-key m) (node-value m) (node (node-key left) (node-value left) (node-left left) (node-left m)) (node key value (node-right m) right)))))
        ((> (height right) (+ 1 (height left)))
         (if (>= (height (node-right right)) (height (node-left right)))
             (node (node-key right) (node-value right) (node key value left (node-left right)) (node-right right))
             (let ((m (node-left right)))
               (node (node-key m) (node-value m) (node key value left (node-left m)) (node (node-key right) (node-value right) (node-right m) (node-right right))))))
        (else (node key value left right))))
(define (insert t key value less?)
  (cond ((not t) (node key value #f #f))
        ((less? key (node-key t)) (balance (node-key t) (node-value t) (insert (node-left t) key value less?) (node-right t)))
        ((less? (node-key t) key) (balance (node-key t) (node-value t) (node-left t) (insert (node-right t) key value less?)))
        (else (node key value (node-left t) (node-right t)))))
(define (lookup t key less? default)
  (cond ((not t) default) ((less? key (node-key t)) (lookup (node-left t) key less? default))
        ((less? (node-key t) key) (lookup (node-right t) key less? default)) (else (node-value t))))
(define (least t) (if (node-left t) (least (node-left t)) t))
(define (remove t key less?)
  (cond ((not t) #f)
        ((less? key (node-key t)) (balance (node-key t) (node-value t) (remove (node-left t) key less?) (node-right t)))
        ((less? (node-key t) key) (balance (node-key t) (node-value t) (node-left t) (remove (node-right t) key less?)))
        ((not (node-left t)) (node-right t))
        ((not (node-right t)) (node-left t))
        (else (let ((m (least (node-right t)))) (balance (node-key m) (node-value m) (node-left t) (remove (node-right t) (node-key m) less?))))))
(define (tree->list t) (let walk ((t t) (l '())) (if t (walk (node-left t) (cons (cons (node-key t) (node-value t)) (walk (node-right t) l))) l)))
(define (balanced? t) (or (not t) (and (<= (abs (- (height (node-left t)) (height (node-right t)))) 1) (balanced? (node-left t)) (balanced? (node-right t)))))
(define numbers (let loop ((i 0) (t empty)) (if (= i 1000) t (loop (+ i 1) (insert t (modulo (* i 7919) 1009) i <)))))
(print (height numbers) " " (balanced? numbers) " " (length (tree->list numbers)) " " (lookup numbers 500 < 'none) " " (lookup numbers 5000 < 'none))
(define fewer (let loop ((i 0) (t numbers)) (if (> i 1008) t (loop (+ i 2) (remove t i <)))))
(print (balanced? fewer) " " (length (tree->list fewer)) " " (length (tree->list numbers)) " " (car (tree->list fewer)))
(define names (let loop ((l '("pear" "apple" "fig" "kiwi" "apple")) (t empty) (i 0)) (if (null? l) t (loop (cdr l) (insert t (car l) i string<?) (+ i 1)))))
(print (tree->list names))

;; ---- leftist heaps

(define-record-type heap (%heap rank top left right) heap? (rank %rank) (top heap-top) (left heap-left) (right heap-right))
(define (rank h) (if h (%rank h) 0))
(define (join a b)
  (cond ((not a) b) ((not b) a)
        ((< (heap-top b) (heap-top a)) (join b a))
        (else (let ((l (heap-left a)) (r (join (heap-right a) b))) (if (< (rank l) (rank r)) (%heap (+ 1 (rank l)) (heap-top a) r l) (%heap (+ 1 (rank r)) (heap-top a) l r))))))
(define (heap-sort l) (let drain ((h (let fill ((l l) (h #f)) (if (null? l) h (fill (cdr l) (join (%heap 1 (car l) #f #f) h)))))) (if h (cons (heap-top h) (drain (join (heap-left h) (heap-right h)))) '())))
(print (heap-sort '(5 3 9 1 5 -2 7/2 3.25 0 8)))

;; ---- tries

(define-record-type trie (make-trie ends branches) trie? (ends trie-ends set-trie-ends!) (branches trie-branches set-trie-branches!))
(define (trie-add! t word)
  (let loop ((t t) (i 0))
    (if (= i (string-length word))
        (set-trie-ends! t #t)
        (let* ((c (string-ref word i)) (next (or (assv c (trie-branches t)) (let ((b (cons c (make-trie #f '())))) (set-trie-branches! t (cons b (trie-branches t))) b))))
          (loop (cdr next) (+ i 1))))))
(define (trie-completions t prefix)
  (define (all t so-far l)
    (let loop ((bs (trie-branches t)) (l (if (trie-ends t) (cons so-far l) l)))
      (if (null? bs) l (loop (cdr bs) (all (cdar bs) (string-append so-far (string (caar bs))) l)))))
  (let loop ((t t) (i 0))
    (if (= i (string-length prefix)) (all t prefix '()) (let ((b (assv (string-ref prefix i) (trie-branches t)))) (if b (loop (cdr b) (+ i 1)) '())))))
(define words (make-trie #f '()))
(for-each (lambda (w) (trie-add! words w)) '("tree" "trie" "try" "trace" "tea" "ten" "to" "inn" "λογος" "λυω"))
(print (map (lambda (p) (length (trie-completions words p))) '("" "t" "tr" "tri" "x" "λ")) (trie-completions words "tri"))

;; ---- zippers

(define-record-type zipper (make-zipper focus left up right) zipper? (focus focus) (left z-left) (up z-up) (right z-right))
(define (zip tree) (make-zipper tree '() #f '()))
(define (down z) (make-zipper (car (focus z)) '() z (cdr (focus z))))
(define (right z) (make-zipper (car (z-right z)) (cons (focus z) (z-left z)) (z-up z) (cdr (z-right z))))
(define (up z) (let ((p (z-up z))) (make-zipper (append (reverse (z-left z)) (list (focus z)) (z-right z)) (z-left p) (z-up p) (z-right p))))
(define (change z f) (make-zipper (f (focus z)) (z-left z) (z-up z) (z-right z)))
(define (unzip z) (if (z-up z) (unzip (up z)) (focus z)))
(define place (right (down (right (down (zip '(+ (* a b) (* c d))))))))
(print (focus place) (unzip (change place (lambda (x) (list x '^ 2)))) (unzip (change (right place) list)))

;; ---- an account of stock, with undo

(define-record-type item (make-item name count price) item? (name item-name) (count item-count set-item-count!) (price item-price))
(define-record-type store (%make-store items history) store? (items store-items set-store-items!) (history store-history set-store-history!))
(define (make-store) (%make-store '() '()))
(define (remember! s undo) (set-store-history! s (cons undo (store-history s))))
(define (undo! s) (if (null? (store-history s)) 'nothing (let ((u (car (store-history s)))) (set-store-history! s (cdr (store-history s))) (u))))
(define (find s name) (let loop ((l (store-items s))) (cond ((null? l) (raise (list 'no-item name))) ((eq? (item-name (car l)) name) (car l)) (else (loop (cdr l))))))
(define (add-item! s . args) (let ((old (store-items s))) (set-store-items! s (cons (apply make-item args) old)) (remember! s (lambda () (set-store-items! s old) 'removed))))
(define (take! s name n)
  (let* ((i (find s name)) (old (item-count i)))
    (if (> n old) (raise (list 'only old name)))
    (set-item-count! i (- old n))
    (remember! s (lambda () (set-item-count! i old) (list 'returned n name)))
    (* n (item-price i))))
(define (worth s) (apply + (map (lambda (i) (* (item-count i) (item-price i))) (store-items s))))
(define shop (make-store))
(add-item! shop 'nail 1000 1/50)
(add-item! shop 'hammer 12 15)
(define (attempt thunk) (guard (e ((pair? e) e) ((error-object? e) 'error)) (thunk)))
(print (worth shop) " " (attempt (lambda () (take! shop 'hammer 2))) " " (worth shop) " " (attempt (lambda () (take! shop 'nail 5000))) " " (attempt (lambda () (take! shop 'saw 1))) " " (attempt (lambda () (item-count 'nail))))
(print (undo! shop) " " (worth shop) " " (undo! shop) " " (undo! shop) " " (undo! shop) " " (worth shop))
(print (map (lambda (p) (p shop)) (list store? item? pair? vector?)) (eq? shop shop))

;; ---- shapes: tables of methods

(define-syntax define-shape
  (syntax-rules (method)
    ((_ name (field ...) (method (message arg ...) body ...) ...)
     (define (name field ...)
       (define (self what . args)
         (case what
           ((message) (apply (lambda (arg ...) body ...) args))
           ...
           (else (error "not understood" 'name what))))
       self))))
(define pi 3.0)
(define-shape circle (r) (method (area) (* pi r r)) (method (scaled k) (circle (* r k))) (method (name) 'circle))
(define-shape rectangle (w h) (method (area) (* w h)) (method (scaled k) (rectangle (* w k) (* h k))) (method (name) (if (= w h) 'square 'rectangle)))
(define shapes (list (circle 2) (rectangle 3 4) (rectangle 1/2 1/2)))
(print (map (lambda (s) (list (s 'name) (s 'area) ((s 'scaled 2) 'area))) shapes))
(print (attempt (lambda () ((car shapes) 'perimeter))) " " (apply max (map (lambda (s) (s 'area)) shapes)) " " (exact (round (sqrt ((cadr shapes) 'area)))))
; expect: 11 #t 1000 920 none
; expect: #t 500 1000 (1 . 244)
; expect: ((apple . 4) (fig . 2) (kiwi . 3) (pear . 0))
; expect: (-2 0 1 3 3.25 7/2 5 5 8 9)
; expect: (10 7 4 1 0 2)(trie)
; expect: a(+ (* (a ^ 2) b) (* c d))(+ (* a (b)) (* c d))
; expect: 200 30 170 (only 1000 nail) (no-item saw) error
; expect: (returned 2 hammer) 200 removed removed nothing 0
; expect: (#t #f #f #f)#t
; expect: ((circle 12.0 48.0) (rectangle 12 48) (square 1/4 1))
; expect: error 12.0 3
