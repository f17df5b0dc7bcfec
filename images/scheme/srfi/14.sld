; SRFI 14: sets of characters, as sorted vectors of boundaries: a character is in the set if an odd number of boundaries are at most its
; code. The large standard sets are computed when they are first looked at. Nothing is modified: the procedures with `!` make new sets.

(define-library (srfi 14)
  (export char-set? char-set= char-set<= char-set-hash
          char-set-cursor char-set-ref char-set-cursor-next end-of-char-set?
          char-set-fold char-set-unfold char-set-unfold! char-set-for-each char-set-map
          char-set-copy char-set list->char-set string->char-set list->char-set! string->char-set!
          char-set-filter char-set-filter! ucs-range->char-set ucs-range->char-set! ->char-set
          char-set->list char-set->string char-set-size char-set-count char-set-contains? char-set-every char-set-any
          char-set-adjoin char-set-adjoin! char-set-delete char-set-delete!
          char-set-complement char-set-union char-set-intersection char-set-difference char-set-xor char-set-diff+intersection
          char-set-complement! char-set-union! char-set-intersection! char-set-difference! char-set-xor!
          char-set-diff+intersection!
          char-set:lower-case char-set:upper-case char-set:title-case char-set:letter char-set:digit char-set:letter+digit
          char-set:graphic char-set:printing char-set:whitespace char-set:iso-control char-set:punctuation char-set:symbol
          char-set:hex-digit char-set:blank char-set:ascii char-set:empty char-set:full)
  (import (scheme internal) (srfi check))
  (begin
    ; The boundaries, or a procedure that gives them.
    (define-record-type char-set (make-set boundaries) char-set? (boundaries set-boundaries set-set-boundaries!))
    (define (boundaries cs)
      (let ((b (set-boundaries cs)))
        (if (procedure? b)
            (let ((v (b))) (set-set-boundaries! cs v) v)
            b)))
    (define-syntax check-set
      (syntax-rules ()
        ((_ cs who position) (check-argument char-set? cs who position "a character set"))))
    (define limit #x110000)

    (define (code-in? v code)
      (let loop ((low 0) (high (vector-length v)))
        (if (< low high)
            (let ((middle (quotient (+ low high) 2)))
              (if (<= (vector-ref v middle) code) (loop (+ middle 1) high) (loop low middle)))
            (odd? low))))
    (define (char-set-contains? cs c)
      (check-set cs "char-set-contains?" 1)
      (check-argument char? c "char-set-contains?" 2 "a character")
      (code-in? (boundaries cs) (char->integer c)))

    ; Walks over the boundaries of both; where the outcome changes there is a boundary of the result.
    (define (combine in? a b)
      (let ((n (vector-length a)) (m (vector-length b)))
        (let loop ((i 0) (j 0) (in #f) (acc '()))
          (if (and (= i n) (= j m))
              (list->vector (reverse acc))
              (let* ((x (if (< i n) (vector-ref a i) limit))
                     (y (if (< j m) (vector-ref b j) limit))
                     (at (min x y))
                     (i (if (and (< i n) (= x at)) (+ i 1) i))
                     (j (if (and (< j m) (= y at)) (+ j 1) j))
                     (now (in? (odd? i) (odd? j))))
                (loop i j now (if (eq? now in) acc (cons at acc))))))))
    ; Surrogates are no characters.
    (define full (vector 0 #xD800 #xE000 limit))
    (define (union a b) (combine (lambda (x y) (or x y)) a b))
    (define (intersection a b) (combine (lambda (x y) (and x y)) a b))
    (define (difference a b) (combine (lambda (x y) (and x (not y))) a b))
    (define (exclusive a b) (combine (lambda (x y) (not (eq? x y))) a b))

    ; The boundaries of a sorted list of codes, perhaps with repetitions.
    (define (codes->boundaries codes)
      (let loop ((l codes) (acc '()))
        (cond ((null? l) (list->vector (reverse acc)))
              ((and (pair? acc) (= (car acc) (car l))) (loop (cdr l) (cons (+ (car l) 1) (cdr acc))))
              ((and (pair? acc) (> (car acc) (car l))) (loop (cdr l) acc))
              (else (loop (cdr l) (cons (+ (car l) 1) (cons (car l) acc)))))))
    (define (chars->boundaries l who)
      (codes->boundaries
        (sort (map (lambda (c)
                     (check-argument char? c who 1 "a list of characters")
                     (char->integer c))
                   l)
              <)))
    (define (predicate->boundaries pred from to)
      (let loop ((code from) (in #f) (acc '()))
        (if (= code to)
            (list->vector (reverse (if in (cons to acc) acc)))
            (let ((now (and (not (<= #xD800 code #xDFFF)) (pred (integer->char code)) #t)))
              (loop (+ code 1) now (if (eq? now in) acc (cons code acc)))))))

    ; ---- iteration by codes

    ; The least code of the set from this one on; -1 if there is none.
    (define (next-code v code)
      (let ((n (vector-length v)))
        (let loop ((i 0))
          (cond ((= i n) -1)
                ((< code (vector-ref v (+ i 1))) (max code (vector-ref v i)))
                (else (loop (+ i 2)))))))
    (define (char-set-cursor cs)
      (check-set cs "char-set-cursor" 1)
      (next-code (boundaries cs) 0))
    (define (char-set-ref cs cursor) (integer->char cursor))
    (define (char-set-cursor-next cs cursor)
      (check-set cs "char-set-cursor-next" 1)
      (next-code (boundaries cs) (+ cursor 1)))
    (define (end-of-char-set? cursor) (< cursor 0))
    (define (char-set-fold f acc cs)
      (check-procedure f "char-set-fold" 1)
      (check-set cs "char-set-fold" 3)
      (let* ((v (boundaries cs)) (n (vector-length v)))
        (let ranges ((i 0) (acc acc))
          (if (= i n)
              acc
              (let ((past (vector-ref v (+ i 1))))
                (let loop ((code (vector-ref v i)) (acc acc))
                  (if (= code past)
                      (ranges (+ i 2) acc)
                      (loop (+ code 1) (f (integer->char code) acc)))))))))
    (define (char-set-for-each f cs) (char-set-fold (lambda (c acc) (f c) acc) (if #f #f) cs))
    (define (char-set-map f cs)
      (list->char-set (char-set-fold (lambda (c acc) (cons (f c) acc)) '() cs)))
    (define char-set-unfold
      (case-lambda
        ((f stop? next seed) (char-set-unfold f stop? next seed char-set:empty))
        ((f stop? next seed base)
         (check-procedure f "char-set-unfold" 1)
         (check-procedure stop? "char-set-unfold" 2)
         (check-procedure next "char-set-unfold" 3)
         (let loop ((seed seed) (acc '()))
           (if (stop? seed)
               (list->char-set acc base)
               (loop (next seed) (cons (f seed) acc)))))))
    (define (char-set-unfold! f stop? next seed base) (char-set-unfold f stop? next seed base))

    ; ---- comparing

    (define-syntax define-chain
      (syntax-rules ()
        ((_ name holds?)
         (define (name . sets)
           (for-each (lambda (cs) (check-set cs (symbol->string 'name) 1)) sets)
           (or (null? sets)
               (let loop ((a (boundaries (car sets))) (l (cdr sets)))
                 (or (null? l)
                     (let ((b (boundaries (car l)))) (and (holds? a b) (loop b (cdr l)))))))))))
    (define-chain char-set= equal?)
    (define-chain char-set<= (lambda (a b) (= 0 (vector-length (difference a b)))))
    (define char-set-hash
      (case-lambda
        ((cs) (char-set-hash cs 0))
        ((cs bound)
         (check-set cs "char-set-hash" 1)
         (modulo (equal-hash (boundaries cs)) (if (= bound 0) 33554432 bound)))))

    ; ---- making sets

    (define (char-set . chars) (make-set (chars->boundaries chars "char-set")))
    (define list->char-set
      (case-lambda
        ((l) (make-set (chars->boundaries l "list->char-set")))
        ((l base) (make-set (union (chars->boundaries l "list->char-set") (boundaries base))))))
    (define list->char-set! list->char-set)
    (define (string->char-set s . base)
      (check-string s "string->char-set" 1)
      (apply list->char-set (string->list s) base))
    (define string->char-set! string->char-set)
    (define (char-set-copy cs)
      (check-set cs "char-set-copy" 1)
      (make-set (boundaries cs)))
    (define char-set-filter
      (case-lambda
        ((pred cs) (char-set-filter pred cs char-set:empty))
        ((pred cs base)
         (check-procedure pred "char-set-filter" 1)
         (list->char-set (char-set-fold (lambda (c acc) (if (pred c) (cons c acc) acc)) '() cs) base))))
    (define char-set-filter! char-set-filter)
    (define (ucs-range->char-set lower upper . rest)
      (check-index lower "ucs-range->char-set" 1)
      (check-index upper "ucs-range->char-set" 2)
      (if (not (<= lower upper limit)) (out-of-range "ucs-range->char-set" 2 upper))
      (let ((v (if (= lower upper) (vector) (intersection full (vector lower upper)))))
        (make-set (if (and (pair? rest) (pair? (cdr rest))) (union v (boundaries (cadr rest))) v))))
    (define ucs-range->char-set! ucs-range->char-set)
    (define (->char-set x)
      (cond ((char-set? x) x)
            ((string? x) (string->char-set x))
            ((char? x) (char-set x))
            (else (wrong-type "->char-set" 1 "a character set, a string or a character" x))))

    ; ---- asking

    (define (char-set->list cs) (reverse (char-set-fold cons '() cs)))
    (define (char-set->string cs) (list->string (char-set->list cs)))
    (define (char-set-size cs)
      (check-set cs "char-set-size" 1)
      (let* ((v (boundaries cs)) (n (vector-length v)))
        (let loop ((i 0) (size 0))
          (if (= i n) size (loop (+ i 2) (+ size (- (vector-ref v (+ i 1)) (vector-ref v i))))))))
    (define (char-set-count pred cs)
      (check-procedure pred "char-set-count" 1)
      (char-set-fold (lambda (c n) (if (pred c) (+ n 1) n)) 0 cs))
    (define (char-set-every pred cs)
      (check-procedure pred "char-set-every" 1)
      (let loop ((cursor (char-set-cursor cs)) (last #t))
        (if (end-of-char-set? cursor)
            last
            (let ((x (pred (integer->char cursor)))) (and x (loop (char-set-cursor-next cs cursor) x))))))
    (define (char-set-any pred cs)
      (check-procedure pred "char-set-any" 1)
      (let loop ((cursor (char-set-cursor cs)))
        (and (not (end-of-char-set? cursor))
             (or (pred (integer->char cursor)) (loop (char-set-cursor-next cs cursor))))))

    ; ---- algebra

    (define (char-set-adjoin cs . chars)
      (check-set cs "char-set-adjoin" 1)
      (make-set (union (boundaries cs) (chars->boundaries chars "char-set-adjoin"))))
    (define (char-set-delete cs . chars)
      (check-set cs "char-set-delete" 1)
      (make-set (difference (boundaries cs) (chars->boundaries chars "char-set-delete"))))
    (define char-set-adjoin! char-set-adjoin)
    (define char-set-delete! char-set-delete)
    (define (char-set-complement cs)
      (check-set cs "char-set-complement" 1)
      (make-set (difference full (boundaries cs))))
    (define (reduce-sets op who unit sets)
      (for-each (lambda (cs) (check-set cs who 1)) sets)
      (make-set (if (null? sets)
                    unit
                    (let loop ((acc (boundaries (car sets))) (l (cdr sets)))
                      (if (null? l) acc (loop (op acc (boundaries (car l))) (cdr l)))))))
    (define (char-set-union . sets) (reduce-sets union "char-set-union" (vector) sets))
    (define (char-set-intersection . sets) (reduce-sets intersection "char-set-intersection" full sets))
    (define (char-set-xor . sets) (reduce-sets exclusive "char-set-xor" (vector) sets))
    (define (char-set-difference cs . sets) (reduce-sets difference "char-set-difference" (vector) (cons cs sets)))
    (define (char-set-diff+intersection cs . sets)
      (let ((others (apply char-set-union sets)))
        (values (char-set-difference cs others) (char-set-intersection cs others))))
    (define char-set-complement! char-set-complement)
    (define char-set-union! char-set-union)
    (define char-set-intersection! char-set-intersection)
    (define char-set-difference! char-set-difference)
    (define char-set-xor! char-set-xor)
    (define (char-set-diff+intersection! a b . sets)
      (apply char-set-diff+intersection a b sets))

    ; ---- the standard sets

    (define (later pred) (make-set (lambda () (predicate->boundaries pred 0 limit))))
    (define char-set:empty (make-set (vector)))
    (define char-set:full (make-set full))
    (define char-set:ascii (make-set (vector 0 128)))
    (define char-set:iso-control (make-set (vector 0 32 127 160)))
    (define char-set:hex-digit (string->char-set "0123456789abcdefABCDEF"))
    (define char-set:title-case
      (make-set (vector #x1C5 #x1C6 #x1C8 #x1C9 #x1CB #x1CC #x1F2 #x1F3 #x1F88 #x1F90 #x1F98 #x1FA0 #x1FA8 #x1FB0
                        #x1FBC #x1FBD #x1FCC #x1FCD #x1FFC #x1FFD)))
    (define char-set:blank
      (make-set (vector 9 10 32 33 #xA0 #xA1 #x1680 #x1681 #x2000 #x200B #x202F #x2030 #x205F #x2060 #x3000 #x3001)))
    ; Beyond Latin-1 these two hold the general punctuation and the symbol blocks, not the exact categories.
    (define char-set:symbol
      (make-set (union (boundaries (string->char-set "$+<=>^`|~\xA2;\xA3;\xA4;\xA5;\xA6;\xA8;\xA9;\xAC;\xAE;\xAF;\xB0;\xB1;\xB4;\xB8;\xD7;\xF7;"))
                       (vector #x20A0 #x20C1 #x2190 #x2300 #x2500 #x2768 #x2794 #x27C5 #x2900 #x2983))))
    (define char-set:punctuation
      (make-set (union (boundaries (string->char-set "!\"#%&'()*,-./:;?@[\\]_{}\xA1;\xA7;\xAB;\xB6;\xB7;\xBB;\xBF;"))
                       (vector #x2010 #x2028 #x2030 #x2044 #x2045 #x2052 #x2053 #x205F #x3001 #x3004 #x3008 #x3012))))
    (define char-set:letter (later char-alphabetic?))
    (define char-set:lower-case (later char-lower-case?))
    (define char-set:upper-case (later char-upper-case?))
    (define char-set:digit (later digit-value))
    (define char-set:whitespace (later char-whitespace?))
    (define char-set:letter+digit (make-set (lambda () (union (boundaries char-set:letter) (boundaries char-set:digit)))))
    (define char-set:graphic
      (make-set (lambda ()
                  (union (boundaries char-set:letter+digit) (union (boundaries char-set:punctuation) (boundaries char-set:symbol))))))
    (define char-set:printing
      (make-set (lambda () (union (boundaries char-set:graphic) (boundaries char-set:whitespace)))))))
