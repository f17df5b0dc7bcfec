;; Text through string ports: words and lines counted, records of separated values, paragraphs filled, columns, codes, differences.
(import (scheme base) (scheme write) (scheme char) (scheme cxr) (scheme read))

(define (print . xs) (for-each display xs) (newline))
(define (read-all-lines port) (let loop ((l '())) (let ((line (read-line port))) (if (eof-object? line) (reverse l) (loop (cons line l))))))
(define (lines text) (read-all-lines (open-input-string text)))
(define-syntax with-text
  (syntax-rules () ((_ port body ...) (let ((port (open-output-string))) body ... (get-output-string port)))))

(define text "The quick brown fox jumps over the lazy dog.\nIt was not the first time;  the dog had seen it before:\n\tevery day, at noon, the fox came by and jumped.\n\nNobody knew why. \"Why?\" asked the dog.\n")

;; ---- counting

(define (wc port)
  (let loop ((chars 0) (words 0) (lines 0) (inside #f))
    (let ((c (read-char port)))
      (cond ((eof-object? c) (list lines (if inside (+ words 1) words) chars))
            ((char=? c #\newline) (loop (+ chars 1) (if inside (+ words 1) words) (+ lines 1) #f))
            ((char-whitespace? c) (loop (+ chars 1) (if inside (+ words 1) words) lines #f))
            (else (loop (+ chars 1) words lines #t))))))
(print (wc (open-input-string text)) (wc (open-input-string "")) (wc (open-input-string "one")))

(define (words port)
  (define (skip) (let ((c (peek-char port))) (if (and (not (eof-object? c)) (not (char-alphabetic? c))) (begin (read-char port) (skip)))))
  (define (word out)
    (let ((c (peek-char port)))
      (if (and (not (eof-object? c)) (char-alphabetic? c))
          (begin (write-char (char-downcase (read-char port)) out) (word out))
          (get-output-string out))))
  (let loop ((l '()))
    (skip)
    (if (eof-object? (peek-char port)) (reverse l) (loop (cons (word (open-output-string)) l)))))
(define (tally l)
  (let loop ((l l) (counts '()))
    (cond ((null? l) counts)
          ((assoc (car l) counts) => (lambda (p) (set-cdr! p (+ (cdr p) 1)) (loop (cdr l) counts)))
          (else (loop (cdr l) (cons (cons (car l) 1) counts))))))
(define (sort-list l less?)
  (define (merge a b) (cond ((null? a) b) ((null? b) a) ((less? (car b) (car a)) (cons (car b) (merge a (cdr b)))) (else (cons (car a) (merge (cdr a) b)))))
  (define (split l) (if (or (null? l) (null? (cdr l))) (values l '()) (let-values (((a b) (split (cddr l)))) (values (cons (car l) a) (cons (cadr l) b)))))
  (if (or (null? l) (null? (cdr l))) l (let-values (((a b) (split l))) (merge (sort-list a less?) (sort-list b less?)))))
(define (by-count a b) (or (> (cdr a) (cdr b)) (and (= (cdr a) (cdr b)) (string<? (car a) (car b)))))
(let ((counts (sort-list (tally (words (open-input-string text))) by-count)))
  (for-each (lambda (p) (write p) (display " ")) (list-copy (list (car counts) (cadr counts) (caddr counts) (list-ref counts 3))))
  (print (length counts)))

;; ---- separated values, with quotes

(define (read-record port)
  (define (field out)
    (let ((c (read-char port)))
      (cond ((eof-object? c) (values (get-output-string out) 'end))
            ((char=? c #\,) (values (get-output-string out) 'more))
            ((char=? c #\newline) (values (get-output-string out) 'end))
            ((char=? c #\") (quoted out))
            (else (write-char c out) (field out)))))
  (define (quoted out)
    (let ((c (read-char port)))
      (cond ((eof-object? c) (error "open quote" (get-output-string out)))
            ((and (char=? c #\") (eqv? (peek-char port) #\")) (read-char port) (write-char #\" out) (quoted out))
            ((char=? c #\") (field out))
            (else (write-char c out) (quoted out)))))
  (if (eof-object? (peek-char port))
      (eof-object)
      (let loop ((l '())) (let-values (((f how) (field (open-output-string)))) (if (eq? how 'more) (loop (cons f l)) (reverse (cons f l)))))))
(define (records text) (let ((port (open-input-string text))) (let loop ((l '())) (let ((r (read-record port))) (if (eof-object? r) (reverse l) (loop (cons r l)))))))
(define table (records "name,price,note\nbolt,0.25,\"m6, \"\"long\"\"\"\nnut,0.1,\nwasher,,\"two\nlines\"\n"))
(write table) (newline)
(print (guard (e ((error-object? e) (list (error-object-message e) (error-object-irritants e)))) (records "a,\"b")))
(define (write-record fields port)
  (define (special? s) (let loop ((i 0)) (and (< i (string-length s)) (or (memv (string-ref s i) '(#\, #\" #\newline)) (loop (+ i 1))))))
  (define (put s)
    (if (special? s)
        (begin (write-char #\" port) (string-for-each (lambda (c) (if (char=? c #\") (write-char c port)) (write-char c port)) s) (write-char #\" port))
        (write-string s port)))
  (let loop ((l fields)) (put (car l)) (if (pair? (cdr l)) (begin (write-char #\, port) (loop (cdr l)))))
  (newline port))
(print (equal? table (records (with-text out (for-each (lambda (r) (write-record r out)) table)))))

;; ---- filling, justifying

(define (split-words s) (let ((p (open-input-string s))) (let loop ((w '()) (l '())) (let ((c (read-char p))) (cond ((eof-object? c) (reverse (if (null? w) l (cons (list->string (reverse w)) l)))) ((char-whitespace? c) (loop '() (if (null? w) l (cons (list->string (reverse w)) l)))) (else (loop (cons c w) l)))))))
(define (fill words width)
  (let loop ((words words) (line '()) (size -1) (done '()))
    (cond ((null? words) (reverse (if (null? line) done (cons (reverse line) done))))
          ((or (null? line) (<= (+ size 1 (string-length (car words))) width))
           (loop (cdr words) (cons (car words) line) (+ size 1 (string-length (car words))) done))
          (else (loop words '() -1 (cons (reverse line) done))))))
(define (justify line width)
  (let* ((gaps (- (length line) 1)) (spaces (- width (apply + (map string-length line)))))
    (with-text out
      (let loop ((l line) (i 0))
        (write-string (car l) out)
        (if (pair? (cdr l))
            (begin (write-string (make-string (- (quotient (* spaces (+ i 1)) gaps) (quotient (* spaces i) gaps)) #\space) out)
                   (loop (cdr l) (+ i 1))))))))
(for-each (lambda (l) (print "|" (if (null? (cdr l)) (car l) (justify l 30)) "|")) (fill (split-words text) 30))

;; ---- codes

(define (rot13 s)
  (string-map (lambda (c)
    (cond ((and (char-alphabetic? c) (char-lower-case? c)) (integer->char (+ 97 (modulo (+ 13 (- (char->integer c) 97)) 26))))
          ((char-alphabetic? c) (integer->char (+ 65 (modulo (+ 13 (- (char->integer c) 65)) 26))))
          (else c))) s))
(print (rot13 "Hello, World!") " " (string=? text (rot13 (rot13 text))))
(define (run-lengths s)
  (with-text out
    (let ((p (open-input-string s)))
      (let loop ((c (read-char p)) (n 1))
        (if (not (eof-object? c))
            (if (eqv? (peek-char p) c)
                (begin (read-char p) (loop c (+ n 1)))
                (begin (if (> n 1) (write n out)) (write-char c out) (loop (read-char p) 1))))))))
(print (run-lengths "aaabccddddddddddde") " " (run-lengths ""))
(define (hex bytes) (with-text out (do ((i 0 (+ i 1))) ((= i (bytevector-length bytes))) (let ((b (bytevector-u8-ref bytes i))) (if (< b 16) (write-char #\0 out)) (write-string (number->string b 16) out)))))
(print (hex (string->utf8 "naïve λ €")))
(define alphabet "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
(define (base64 bytes)
  (let ((n (bytevector-length bytes)))
    (define (byte i) (if (< i n) (bytevector-u8-ref bytes i) 0))
    (with-text out
      (do ((i 0 (+ i 3))) ((>= i n))
        (let ((word (+ (* 65536 (byte i)) (* 256 (byte (+ i 1))) (byte (+ i 2)))))
          (do ((k 0 (+ k 1)) (shift 262144 (quotient shift 64))) ((= k 4))
            (write-char (if (> (+ i k) n) #\= (string-ref alphabet (modulo (quotient word shift) 64))) out)))))))
(print (map (lambda (s) (base64 (string->utf8 s))) '("" "M" "Ma" "Man" "light work.")))

;; ---- differences of two texts, by the longest common subsequence

(define (diff a b)
  (let* ((a (list->vector a)) (b (list->vector b)) (n (vector-length a)) (m (vector-length b)) (best (make-vector (* (+ n 1) (+ m 1)) 0)))
    (define (at i j) (+ (* i (+ m 1)) j))
    (do ((i (- n 1) (- i 1))) ((< i 0))
      (do ((j (- m 1) (- j 1))) ((< j 0))
        (vector-set! best (at i j)
          (if (equal? (vector-ref a i) (vector-ref b j))
              (+ 1 (vector-ref best (at (+ i 1) (+ j 1))))
              (max (vector-ref best (at (+ i 1) j)) (vector-ref best (at i (+ j 1))))))))
    (let loop ((i 0) (j 0))
      (cond ((and (< i n) (< j m) (equal? (vector-ref a i) (vector-ref b j))) (cons (list '= (vector-ref a i)) (loop (+ i 1) (+ j 1))))
            ((and (< j m) (or (= i n) (> (vector-ref best (at i (+ j 1))) (vector-ref best (at (+ i 1) j))))) (cons (list '+ (vector-ref b j)) (loop i (+ j 1))))
            ((< i n) (cons (list '- (vector-ref a i)) (loop (+ i 1) j)))
            (else '())))))
(for-each (lambda (d) (print (car d) " " (cadr d))) (diff (lines "one\ntwo\nthree\nfour") (lines "zero\none\nthree\n4\nfour\n")))

;; ---- data written and read again

(define data '(a "b\n\"c\"" #\space #\x #(1 2.5 -3/4) (nested (list . tail)) |odd symbol| #t () #u8(1 2 255)))
(print (equal? data (read (open-input-string (with-text out (write data out))))))
(define forms (open-input-string "(define x 1) ; comment\n#;(skipped) (+ x #|inline|# 2) 'q"))
(let loop ((f (read forms))) (if (not (eof-object? f)) (begin (write f) (display " ") (loop (read forms)))))
(newline)
; expect: (5 38 190)(0 0 0)(0 1 3)
; expect: ("the" . 6) ("dog" . 3) ("fox" . 2) ("it" . 2) 28
; expect: (("name" "price" "note") ("bolt" "0.25" "m6, \"long\"") ("nut" "0.1" "") ("washer" "" "two\nlines"))
; expect: (open quote (b))
; expect: #t
; expect: |The quick brown fox jumps over|
; expect: |the lazy dog.  It was not  the|
; expect: |first time; the  dog had  seen|
; expect: |it before: every day, at noon,|
; expect: |the fox  came by  and  jumped.|
; expect: |Nobody knew why. "Why?"  asked|
; expect: |the                       dog.|
; expect: Uryyb, Jbeyq! #t
; expect: 3ab2c11de 
; expect: 6e61c3af766520cebb20e282ac
; expect: ( TQ== TWE= TWFu bGlnaHQgd29yay4=)
; expect: + zero
; expect: = one
; expect: - two
; expect: = three
; expect: + 4
; expect: = four
; expect: #t
; expect: (define x 1) (+ x 2) 'q 
