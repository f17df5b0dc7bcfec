;; Records, vectors, strings, bytevectors, lists and tables in hot loops.
(define-record-type point (make-point x y) point? (x px set-px!) (y py))
(define (walk n) (let loop ((i 0) (p (make-point 0 0))) (if (= i n) (list (px p) (py p)) (loop (+ i 1) (make-point (+ (px p) i) (- (py p) 1))))))
(write (walk 500)) (newline) ; expect: (124750 -500)
(define (mutate n) (let ((p (make-point 0 0.5))) (do ((i 0 (+ i 1))) ((= i n) (list (px p) (py p))) (set-px! p (+ (px p) (py p))))))
(write (mutate 500)) (newline) ; expect: (250.0 0.5)
(define-record-type circle (make-circle r) circle? (r radius))
(define-record-type square* (make-square s) square? (s side))
(define-record-type rectangle (make-rectangle w h) rectangle? (w width) (h height))
(define (area s) (cond ((circle? s) (* 3 (radius s) (radius s))) ((square? s) (* (side s) (side s))) ((rectangle? s) (* (width s) (height s))) ((point? s) 0) (else (error "no shape" s))))
(define shapes (vector (make-circle 2) (make-square 3) (make-rectangle 4 5) (make-point 1 1) (make-square 1.5)))
(define (areas n) (let loop ((i 0) (s 0)) (if (= i n) s (loop (+ i 1) (+ s (area (vector-ref shapes (modulo i 5))))))))
(write (areas 500)) (newline) ; expect: 4325.0
(write (guard (e (#t 'no-shape)) (area 5))) (newline) ; expect: no-shape
;; Pairs that die at once, pairs that stay, and pairs kept on one side of a branch only
(define (dying n) (let loop ((i 0) (s 0)) (if (= i n) s (let ((p (cons i (+ i 1)))) (loop (+ i 1) (+ s (- (cdr p) (car p))))))))
(write (dying 1000)) (newline) ; expect: 1000
(define (staying n) (let loop ((i 0) (l '())) (if (= i n) l (loop (+ i 1) (cons (cons i (* i i)) l)))))
(write (let ((l (staying 1000))) (list (length l) (car l) (cdr (assv 30 l))))) (newline) ; expect: (1000 (999 . 998001) 900)
(define (branching n) (let loop ((i 0) (p #f) (kept '())) (if (= i n) (list (length kept) (if p (car p) 'none)) (let ((q (if (= 0 (modulo i 3)) (cons i i) p))) (loop (+ i 1) q (if (= 0 (modulo i 50)) (cons q kept) kept))))))
(write (branching 500)) (newline) ; expect: (10 498)
(define (reverse! l) (let loop ((l l) (r '())) (if (null? l) r (let ((next (cdr l))) (set-cdr! l r) (loop next l)))))
(define (iota n) (let loop ((i (- n 1)) (l '())) (if (< i 0) l (loop (- i 1) (cons i l)))))
(write (let loop ((i 0) (l (iota 20))) (if (= i 51) l (loop (+ i 1) (reverse! l))))) (newline) ; expect: (19 18 17 16 15 14 13 12 11 10 9 8 7 6 5 4 3 2 1 0)
(define (old-and-young n) (let ((v (make-vector 10 '()))) (do ((i 0 (+ i 1))) ((= i n) (map length (vector->list v))) (let ((k (modulo (* i 7) 10))) (vector-set! v k (if (> (length (vector-ref v k)) 20) '() (cons (list i) (vector-ref v k))))))))
(write (old-and-young 1000)) (newline) ; expect: (12 12 12 12 12 12 12 12 12 12)
;; Strings
(define (repeat s n) (let loop ((i 0) (r "")) (if (= i n) r (loop (+ i 1) (string-append r s)))))
(write (string-length (repeat "abλ" 200))) (newline) ; expect: 600
(define (caesar s k) (string-map (lambda (c) (if (char-alphabetic? c) (integer->char (+ 97 (modulo (+ k (- (char->integer (char-downcase c)) 97)) 26))) c)) s))
(write (caesar "Hello, World" 3)) (newline) ; expect: "khoor, zruog"
(write (let loop ((i 0) (s "the quick brown fox")) (if (= i 26) s (loop (+ i 1) (caesar s 1))))) (newline) ; expect: "the quick brown fox"
(define (words s)
  (let loop ((i 0) (start #f) (l '()))
    (cond ((= i (string-length s)) (reverse (if start (cons (substring s start i) l) l)))
          ((char=? #\space (string-ref s i)) (loop (+ i 1) #f (if start (cons (substring s start i) l) l)))
          (else (loop (+ i 1) (or start i) l)))))
(write (words "  to be or  not to be ")) (newline) ; expect: ("to" "be" "or" "not" "to" "be")
(define (tally l) (let loop ((l l) (t '())) (if (null? l) (reverse t) (let ((known (assoc (car l) t))) (if known (begin (set-cdr! known (+ 1 (cdr known))) (loop (cdr l) t)) (loop (cdr l) (cons (cons (car l) 1) t)))))))
(write (tally (words (repeat "a b a c b a " 30)))) (newline) ; expect: (("a" . 90) ("b" . 60) ("c" . 30))
(define (widen n) (let ((s (make-string 10 #\a))) (do ((i 0 (+ i 1))) ((= i n) s) (string-set! s (modulo i 10) (integer->char (+ 97 (* i (if (> i 150) 7 0))))))))
(write (string-length (widen 200))) (newline) ; expect: 10
(define (number-text n) (let loop ((i 0) (t 0)) (if (= i n) t (loop (+ i 1) (+ t (string-length (number->string (* i i))) (string->number (number->string i)))))))
(write (number-text 200)) (newline) ; expect: 20754
;; A hash table of lists in a vector
(define (make-table) (make-vector 16 '()))
(define (table-slot k) (modulo (* k 2654435761) 16))
(define (table-update! t k f d) (let* ((i (table-slot k)) (e (assv k (vector-ref t i)))) (if e (set-cdr! e (f (cdr e))) (vector-set! t i (cons (cons k (f d)) (vector-ref t i))))))
(define (histogram n) (let ((t (make-table))) (do ((i 0 (+ i 1))) ((= i n)) (table-update! t (modulo (* i i) 17) (lambda (x) (+ x 1)) 0)) (let loop ((i 16) (l '())) (if (< i 0) l (let ((e (assv i (vector-ref t (table-slot i))))) (loop (- i 1) (if e (cons e l) l)))))))
(write (histogram 340)) (newline) ; expect: ((0 . 20) (1 . 40) (2 . 40) (4 . 40) (8 . 40) (9 . 40) (13 . 40) (15 . 40) (16 . 40))
;; Bytevectors and vectors of several kinds of numbers
(define (checksum b) (let loop ((i 0) (a 1) (c 0)) (if (= i (bytevector-length b)) (+ a (* 65536 c)) (let ((a (modulo (+ a (bytevector-u8-ref b i)) 65521))) (loop (+ i 1) a (modulo (+ c a) 65521))))))
(write (checksum (string->utf8 (repeat "Wikipedia" 20)))) (newline) ; expect: 1645299661
(define (dot a b) (let loop ((i 0) (s 0)) (if (= i (vector-length a)) s (loop (+ i 1) (+ s (* (vector-ref a i) (vector-ref b i)))))))
(do ((i 0 (+ i 1))) ((= i 100)) (dot #(1 2 3) #(4 5 6)))
(write (list (dot #(1 2 3) #(4 5 6)) (dot #(1.5 2.0) #(2.0 4.0)) (dot #(1/2 2) #(4 1/2)) (dot (vector (expt 2 40) 1) (vector (expt 2 40) 1)))) (newline) ; expect: (32 11.0 3 1208925819614629174706177)
(define (deep n) (let loop ((i 0) (l '())) (if (= i n) l (loop (+ i 1) (list l i)))))
(write (list (equal? (deep 5000) (deep 5000)) (equal? (deep 5000) (deep 5001)))) (newline) ; expect: (#t #f)
(define (merge a b) (cond ((null? a) b) ((null? b) a) ((< (car b) (car a)) (cons (car b) (merge a (cdr b)))) (else (cons (car a) (merge (cdr a) b)))))
(define (split l) (if (or (null? l) (null? (cdr l))) (values l '()) (let-values (((a b) (split (cddr l)))) (values (cons (car l) a) (cons (cadr l) b)))))
(define (sort l) (if (or (null? l) (null? (cdr l))) l (let-values (((a b) (split l))) (merge (sort a) (sort b)))))
(define (random-list n) (let loop ((i 0) (x 42) (l '())) (if (= i n) l (let ((x (modulo (+ 12345 (* x 1103515245)) 2147483648))) (loop (+ i 1) x (cons (quotient x 65536) l))))))
(write (let ((l (sort (random-list 300)))) (list (length l) (car l) (list-ref l 150) (apply <= l)))) (newline) ; expect: (300 120 17127 #t)
