; SRFI 13: strings, with ranges given by optional start and end arguments. A criterion is a character, a character set (SRFI 14) or a
; predicate. Strings are indexed in constant time, so everything works on indices; shared substrings are copies.

(define-library (srfi 13)
  (export string? string-null? string-every string-any
          make-string string string-tabulate string-unfold string-unfold-right
          string->list list->string reverse-list->string string-join
          string-length string-ref string-copy substring/shared string-copy!
          string-take string-take-right string-drop string-drop-right string-pad string-pad-right
          string-trim string-trim-right string-trim-both
          string-set! string-fill! string-compare string-compare-ci string<> string= string< string> string<= string>=
          string-ci<> string-ci= string-ci< string-ci> string-ci<= string-ci>= string-hash string-hash-ci
          string-prefix-length string-suffix-length string-prefix-length-ci string-suffix-length-ci
          string-prefix? string-suffix? string-prefix-ci? string-suffix-ci?
          string-index string-index-right string-skip string-skip-right string-count string-contains string-contains-ci
          string-titlecase string-upcase string-downcase string-titlecase! string-upcase! string-downcase!
          string-reverse string-reverse! string-append string-concatenate string-concatenate/shared string-append/shared
          string-concatenate-reverse string-concatenate-reverse/shared
          string-map string-map! string-fold string-fold-right string-for-each string-for-each-index
          xsubstring string-xcopy! string-replace string-tokenize string-filter string-delete
          string-parse-start+end string-parse-final-start+end let-string-start+end check-substring-spec substring-spec-ok?
          make-kmp-restart-vector kmp-step string-kmp-partial-search)
  (import (rename (scheme internal)
                  (string-upcase whole-upcase) (string-downcase whole-downcase) (string-hash whole-hash)
                  (string-copy! old-copy!) (string-fill! old-fill!))
          (srfi check)
          (only (srfi 14) char-set? char-set-contains? char-set:whitespace char-set:graphic))
  (begin
    ; ---- ranges

    ; (define-ranged (name parameter ... s start end) body ...): start and end, at the end of the arguments, may be left out.
    (define-syntax define-ranged
      (syntax-rules ()
        ((_ (name () s start end) body ...)
         (define name
           (case-lambda
             ((s) (check-string s (symbol->string 'name) 1) (let ((start 0) (end (string-length s))) body ...))
             ((s start) (name s start (if (string? s) (string-length s) 0)))
             ((s start end)
              (check-string s (symbol->string 'name) 1)
              (check-range start end (string-length s) (symbol->string 'name) 2)
              body ...))))
        ((_ (name (a) s start end) body ...)
         (define name
           (case-lambda
             ((a s) (check-string s (symbol->string 'name) 2) (let ((start 0) (end (string-length s))) body ...))
             ((a s start) (name a s start (if (string? s) (string-length s) 0)))
             ((a s start end)
              (check-string s (symbol->string 'name) 2)
              (check-range start end (string-length s) (symbol->string 'name) 3)
              body ...))))
        ((_ (name (a b) s start end) body ...)
         (define name
           (case-lambda
             ((a b s) (check-string s (symbol->string 'name) 3) (let ((start 0) (end (string-length s))) body ...))
             ((a b s start) (name a b s start (if (string? s) (string-length s) 0)))
             ((a b s start end)
              (check-string s (symbol->string 'name) 3)
              (check-range start end (string-length s) (symbol->string 'name) 4)
              body ...))))))
    ; The same where the string comes first: (name s x start end).
    (define-syntax define-searching
      (syntax-rules ()
        ((_ (name s x start end) body ...)
         (define name
           (case-lambda
             ((s x) (check-string s (symbol->string 'name) 1) (let ((start 0) (end (string-length s))) body ...))
             ((s x start) (name s x start (if (string? s) (string-length s) 0)))
             ((s x start end)
              (check-string s (symbol->string 'name) 1)
              (check-range start end (string-length s) (symbol->string 'name) 3)
              body ...))))))
    ; Two strings, each with a range: (name a b start1 end1 start2 end2).
    (define-syntax define-two
      (syntax-rules ()
        ((_ (name a b start1 end1 start2 end2) body ...)
         (define name
           (case-lambda
             ((a b)
              (check-string a (symbol->string 'name) 1)
              (check-string b (symbol->string 'name) 2)
              (let ((start1 0) (end1 (string-length a)) (start2 0) (end2 (string-length b))) body ...))
             ((a b start1) (name a b start1 (string-length a) 0 (string-length b)))
             ((a b start1 end1) (name a b start1 end1 0 (string-length b)))
             ((a b start1 end1 start2) (name a b start1 end1 start2 (string-length b)))
             ((a b start1 end1 start2 end2)
              (check-string a (symbol->string 'name) 1)
              (check-string b (symbol->string 'name) 2)
              (check-range start1 end1 (string-length a) (symbol->string 'name) 3)
              (check-range start2 end2 (string-length b) (symbol->string 'name) 5)
              body ...))))))

    (define (substring-spec-ok? s start end)
      (and (string? s)
           (exact-integer? start)
           (exact-integer? end)
           (<= 0 start end (string-length s))))
    (define (check-substring-spec proc s start end)
      (if (not (substring-spec-ok? s start end)) (error "the range does not fit the string:" proc s start end)))
    (define (string-parse-start+end proc s args)
      (check-string s "string-parse-start+end" 2)
      (let* ((n (string-length s))
             (start (if (pair? args) (car args) 0))
             (rest (if (pair? args) (cdr args) '()))
             (end (if (pair? rest) (car rest) n)))
        (check-substring-spec proc s start end)
        (values (if (pair? rest) (cdr rest) '()) start end)))
    (define (string-parse-final-start+end proc s args)
      (let-values (((rest start end) (string-parse-start+end proc s args)))
        (if (pair? rest) (error "too many arguments:" proc rest))
        (values start end)))
    (define-syntax let-string-start+end
      (syntax-rules ()
        ((_ (start end) proc s args body ...)
         (let-values (((start end) (string-parse-final-start+end proc s args))) body ...))
        ((_ (start end rest) proc s args body ...)
         (let-values (((rest start end) (string-parse-start+end proc s args))) body ...))))

    (define (criterion x who position)
      (cond ((procedure? x) x)
            ((char? x) (lambda (c) (char=? c x)))
            ((char-set? x) (lambda (c) (char-set-contains? x c)))
            (else (wrong-type who position "a character, a character set or a predicate" x))))

    ; ---- predicates, constructors

    (define (string-null? s)
      (check-string s "string-null?" 1)
      (= (string-length s) 0))
    (define-ranged (string-every (x) s start end)
      (let ((pred (criterion x "string-every" 1)))
        (or (= start end)
            (let loop ((i start))
              (if (= (+ i 1) end)
                  (pred (string-ref s i))
                  (and (pred (string-ref s i)) (loop (+ i 1))))))))
    (define-ranged (string-any (x) s start end)
      (let ((pred (criterion x "string-any" 1)))
        (and (< start end)
             (let loop ((i start))
               (if (= (+ i 1) end)
                   (pred (string-ref s i))
                   (or (pred (string-ref s i)) (loop (+ i 1))))))))
    (define (string-tabulate f n)
      (check-procedure f "string-tabulate" 1)
      (check-index n "string-tabulate" 2)
      (let ((s (make-string n)))
        (let loop ((i 0))
          (if (< i n) (begin (string-set! s i (f i)) (loop (+ i 1))) s))))
    (define string-unfold
      (case-lambda
        ((stop? f next seed) (string-unfold stop? f next seed "" (lambda (x) "")))
        ((stop? f next seed base) (string-unfold stop? f next seed base (lambda (x) "")))
        ((stop? f next seed base final)
         (check-procedure stop? "string-unfold" 1)
         (check-procedure f "string-unfold" 2)
         (check-procedure next "string-unfold" 3)
         (let loop ((seed seed) (acc '()))
           (if (stop? seed)
               (string-append base (list->string (reverse acc)) (final seed))
               (loop (next seed) (cons (f seed) acc)))))))
    (define string-unfold-right
      (case-lambda
        ((stop? f next seed) (string-unfold-right stop? f next seed "" (lambda (x) "")))
        ((stop? f next seed base) (string-unfold-right stop? f next seed base (lambda (x) "")))
        ((stop? f next seed base final)
         (check-procedure stop? "string-unfold-right" 1)
         (check-procedure f "string-unfold-right" 2)
         (check-procedure next "string-unfold-right" 3)
         (let loop ((seed seed) (acc '()))
           (if (stop? seed)
               (string-append (final seed) (list->string acc) base)
               (loop (next seed) (cons (f seed) acc)))))))
    (define (reverse-list->string l)
      (check-list l "reverse-list->string" 1)
      (list->string (reverse l)))
    (define string-join
      (case-lambda
        ((l) (string-join l " " 'infix))
        ((l separator) (string-join l separator 'infix))
        ((l separator grammar)
         (check-list l "string-join" 1)
         (check-string separator "string-join" 2)
         (case grammar
           ((infix strict-infix)
            (cond ((pair? l)
                   (string-concatenate
                     (cons (car l) (append-map (lambda (s) (list separator s)) (cdr l)))))
                  ((eq? grammar 'strict-infix) (error "string-join: a strict infix join needs strings"))
                  (else "")))
           ((prefix) (string-concatenate (append-map (lambda (s) (list separator s)) l)))
           ((suffix) (string-concatenate (append-map (lambda (s) (list s separator)) l)))
           (else (error "string-join: the grammar is infix, strict-infix, prefix or suffix, not" grammar))))))

    ; ---- selection

    (define-ranged (substring/shared () s start end) (substring s start end))
    (define string-copy!
      (case-lambda
        ((to at s) (string-copy! to at s 0 (if (string? s) (string-length s) 0)))
        ((to at s start) (string-copy! to at s start (if (string? s) (string-length s) 0)))
        ((to at s start end)
         (check-string to "string-copy!" 1)
         (check-string s "string-copy!" 3)
         (check-range start end (string-length s) "string-copy!" 4)
         (if (not (and (exact-integer? at) (<= 0 at (- (string-length to) (- end start))))) (out-of-range "string-copy!" 2 at))
         (old-copy! to at s start end))))
    (define (check-count s n who)
      (check-string s who 1)
      (if (not (and (exact-integer? n) (<= 0 n (string-length s)))) (out-of-range who 2 n)))
    (define (string-take s n) (check-count s n "string-take") (substring s 0 n))
    (define (string-drop s n) (check-count s n "string-drop") (substring s n (string-length s)))
    (define (string-take-right s n)
      (check-count s n "string-take-right")
      (substring s (- (string-length s) n) (string-length s)))
    (define (string-drop-right s n)
      (check-count s n "string-drop-right")
      (substring s 0 (- (string-length s) n)))
    (define-syntax define-pad
      (syntax-rules ()
        ((_ name (s n c start end) body)
         (define name
           (case-lambda
             ((s n) (name s n #\space 0 (if (string? s) (string-length s) 0)))
             ((s n c) (name s n c 0 (if (string? s) (string-length s) 0)))
             ((s n c start) (name s n c start (if (string? s) (string-length s) 0)))
             ((s n c start end)
              (check-string s (symbol->string 'name) 1)
              (check-index n (symbol->string 'name) 2)
              (check-argument char? c (symbol->string 'name) 3 "a character")
              (check-range start end (string-length s) (symbol->string 'name) 4)
              body))))))
    (define-pad string-pad (s n c start end)
      (let ((length (- end start)))
        (if (<= n length)
            (substring s (- end n) end)
            (string-append (make-string (- n length) c) (substring s start end)))))
    (define-pad string-pad-right (s n c start end)
      (let ((length (- end start)))
        (if (<= n length)
            (substring s start (+ start n))
            (string-append (substring s start end) (make-string (- n length) c)))))
    ; The first index from start whose character does not fit; the end if all do.
    (define (skip-left pred s start end)
      (let loop ((i start)) (if (and (< i end) (pred (string-ref s i))) (loop (+ i 1)) i)))
    (define (skip-right pred s start end)
      (let loop ((i end)) (if (and (> i start) (pred (string-ref s (- i 1)))) (loop (- i 1)) i)))
    (define-syntax define-trim
      (syntax-rules ()
        ((_ name (s pred start end) body)
         (define name
           (case-lambda
             ((s) (name s char-whitespace?))
             ((s x) (check-string s (symbol->string 'name) 1) (name s x 0 (string-length s)))
             ((s x start) (check-string s (symbol->string 'name) 1) (name s x start (string-length s)))
             ((s x start end)
              (check-string s (symbol->string 'name) 1)
              (check-range start end (string-length s) (symbol->string 'name) 3)
              (let ((pred (criterion x (symbol->string 'name) 2))) body)))))))
    (define-trim string-trim (s pred start end)
      (substring s (skip-left pred s start end) end))
    (define-trim string-trim-right (s pred start end)
      (substring s start (skip-right pred s start end)))
    (define-trim string-trim-both (s pred start end)
      (let ((from (skip-left pred s start end)))
        (substring s from (skip-right pred s from end))))
    (define-searching (string-fill! s c start end)
      (check-argument char? c "string-fill!" 2 "a character")
      (old-fill! s c start end))

    ; ---- comparison

    ; The index in the first string of the first difference (or its end), and how the rest compares: -1, 0, 1.
    (define (mismatch fold a b start1 end1 start2 end2)
      (let loop ((i start1) (j start2))
        (cond ((= i end1) (values i (if (= j end2) 0 -1)))
              ((= j end2) (values i 1))
              (else
               (let ((c (fold (string-ref a i))) (d (fold (string-ref b j))))
                 (cond ((char=? c d) (loop (+ i 1) (+ j 1)))
                       ((char<? c d) (values i -1))
                       (else (values i 1))))))))
    (define (plain c) c)
    (define-syntax define-compare
      (syntax-rules ()
        ((_ name fold)
         (define name
           (case-lambda
             ((a b less equal greater)
              (name a b less equal greater 0 (string-length a) 0 (string-length b)))
             ((a b less equal greater start1)
              (name a b less equal greater start1 (string-length a) 0 (string-length b)))
             ((a b less equal greater start1 end1)
              (name a b less equal greater start1 end1 0 (string-length b)))
             ((a b less equal greater start1 end1 start2)
              (name a b less equal greater start1 end1 start2 (string-length b)))
             ((a b less equal greater start1 end1 start2 end2)
              (check-string a (symbol->string 'name) 1)
              (check-string b (symbol->string 'name) 2)
              (check-range start1 end1 (string-length a) (symbol->string 'name) 6)
              (check-range start2 end2 (string-length b) (symbol->string 'name) 8)
              (let-values (((i order) (mismatch fold a b start1 end1 start2 end2)))
                ((case order ((-1) less) ((0) equal) (else greater)) i))))))))
    (define-compare string-compare plain)
    (define-compare string-compare-ci char-foldcase)
    (define-syntax define-order
      (syntax-rules ()
        ((_ name fold (order) test)
         (define-two (name a b start1 end1 start2 end2)
           (let-values (((i order) (mismatch fold a b start1 end1 start2 end2))) test)))))
    (define-order string= plain (o) (= o 0))
    (define-order string<> plain (o) (not (= o 0)))
    (define-order string< plain (o) (< o 0))
    (define-order string> plain (o) (> o 0))
    (define-order string<= plain (o) (<= o 0))
    (define-order string>= plain (o) (>= o 0))
    (define-order string-ci= char-foldcase (o) (= o 0))
    (define-order string-ci<> char-foldcase (o) (not (= o 0)))
    (define-order string-ci< char-foldcase (o) (< o 0))
    (define-order string-ci> char-foldcase (o) (> o 0))
    (define-order string-ci<= char-foldcase (o) (<= o 0))
    (define-order string-ci>= char-foldcase (o) (>= o 0))
    (define (hash-of s bound)
      (modulo (whole-hash s) (if (or (not bound) (eqv? bound 0)) 33554432 bound)))
    (define string-hash
      (case-lambda
        ((s) (hash-of s #f))
        ((s bound) (hash-of s bound))
        ((s bound start) (hash-of (substring/shared s start) bound))
        ((s bound start end) (hash-of (substring/shared s start end) bound))))
    (define (string-hash-ci s . rest)
      (check-string s "string-hash-ci" 1)
      (apply string-hash (string-foldcase s) rest))

    ; ---- prefixes and suffixes

    (define (prefix-length fold a b start1 end1 start2 end2)
      (let ((n (min (- end1 start1) (- end2 start2))))
        (let loop ((i 0))
          (if (and (< i n)
                   (char=? (fold (string-ref a (+ start1 i))) (fold (string-ref b (+ start2 i)))))
              (loop (+ i 1))
              i))))
    (define (suffix-length fold a b start1 end1 start2 end2)
      (let ((n (min (- end1 start1) (- end2 start2))))
        (let loop ((i 0))
          (if (and (< i n)
                   (char=? (fold (string-ref a (- end1 i 1))) (fold (string-ref b (- end2 i 1)))))
              (loop (+ i 1))
              i))))
    (define-two (string-prefix-length a b s1 e1 s2 e2) (prefix-length plain a b s1 e1 s2 e2))
    (define-two (string-suffix-length a b s1 e1 s2 e2) (suffix-length plain a b s1 e1 s2 e2))
    (define-two (string-prefix-length-ci a b s1 e1 s2 e2) (prefix-length char-foldcase a b s1 e1 s2 e2))
    (define-two (string-suffix-length-ci a b s1 e1 s2 e2) (suffix-length char-foldcase a b s1 e1 s2 e2))
    (define-two (string-prefix? a b s1 e1 s2 e2) (= (- e1 s1) (prefix-length plain a b s1 e1 s2 e2)))
    (define-two (string-suffix? a b s1 e1 s2 e2) (= (- e1 s1) (suffix-length plain a b s1 e1 s2 e2)))
    (define-two (string-prefix-ci? a b s1 e1 s2 e2) (= (- e1 s1) (prefix-length char-foldcase a b s1 e1 s2 e2)))
    (define-two (string-suffix-ci? a b s1 e1 s2 e2) (= (- e1 s1) (suffix-length char-foldcase a b s1 e1 s2 e2)))

    ; ---- searching

    (define-searching (string-index s x start end)
      (let ((pred (criterion x "string-index" 2)))
        (let loop ((i start))
          (and (< i end) (if (pred (string-ref s i)) i (loop (+ i 1)))))))
    (define-searching (string-index-right s x start end)
      (let ((pred (criterion x "string-index-right" 2)))
        (let loop ((i (- end 1)))
          (and (>= i start) (if (pred (string-ref s i)) i (loop (- i 1)))))))
    (define-searching (string-skip s x start end)
      (let* ((pred (criterion x "string-skip" 2)) (i (skip-left pred s start end)))
        (and (< i end) i)))
    (define-searching (string-skip-right s x start end)
      (let* ((pred (criterion x "string-skip-right" 2)) (i (skip-right pred s start end)))
        (and (> i start) (- i 1))))
    (define-searching (string-count s x start end)
      (let ((pred (criterion x "string-count" 2)))
        (let loop ((i start) (n 0))
          (if (= i end) n (loop (+ i 1) (if (pred (string-ref s i)) (+ n 1) n))))))
    (define-two (string-contains a b start1 end1 start2 end2)
      (let ((i (%string-search (if (and (= start2 0) (= end2 (string-length b))) b (substring b start2 end2)) a start1)))
        (and i (<= (+ i (- end2 start2)) end1) i)))
    (define-two (string-contains-ci a b start1 end1 start2 end2)
      (let ((n (- end2 start2)))
        (let loop ((i start1))
          (and (<= (+ i n) end1)
               (if (= n (prefix-length char-foldcase a b i (+ i n) start2 end2)) i (loop (+ i 1)))))))

    ; ---- case

    (define-ranged (string-upcase () s start end)
      (if (and (= start 0) (= end (string-length s))) (whole-upcase s) (whole-upcase (substring s start end))))
    (define-ranged (string-downcase () s start end)
      (if (and (= start 0) (= end (string-length s))) (whole-downcase s) (whole-downcase (substring s start end))))
    (define (titlecase-into! to at s start end)
      (let loop ((i start) (k at) (in-word #f))
        (if (< i end)
            (let* ((c (string-ref s i)) (letter (char-alphabetic? c)))
              (string-set! to k (if letter (if in-word (char-downcase c) (char-upcase c)) c))
              (loop (+ i 1) (+ k 1) letter)))))
    (define-ranged (string-titlecase () s start end)
      (let ((new (make-string (- end start))))
        (titlecase-into! new 0 s start end)
        new))
    (define-ranged (string-titlecase! () s start end) (titlecase-into! s start s start end))
    (define-ranged (string-upcase! () s start end) (string-map! char-upcase s start end))
    (define-ranged (string-downcase! () s start end) (string-map! char-downcase s start end))

    ; ---- reversing, appending

    (define-ranged (string-reverse () s start end)
      (let ((new (make-string (- end start))))
        (let loop ((i start) (k (- end start 1)))
          (if (< i end)
              (begin (string-set! new k (string-ref s i)) (loop (+ i 1) (- k 1)))
              new))))
    (define-ranged (string-reverse! () s start end)
      (let loop ((i start) (j (- end 1)))
        (if (< i j)
            (let ((c (string-ref s i)))
              (string-set! s i (string-ref s j))
              (string-set! s j c)
              (loop (+ i 1) (- j 1))))))
    (define (string-concatenate l)
      (check-list l "string-concatenate" 1)
      (%string-append-list l))
    (define string-concatenate/shared string-concatenate)
    (define string-append/shared string-append)
    (define string-concatenate-reverse
      (case-lambda
        ((l) (string-concatenate (reverse l)))
        ((l final) (string-concatenate (append-reverse l (list final))))
        ((l final end) (string-concatenate (append-reverse l (list (substring/shared final 0 end)))))))
    (define string-concatenate-reverse/shared string-concatenate-reverse)

    ; ---- mapping, folding

    (define-ranged (string-map (f) s start end)
      (check-procedure f "string-map" 1)
      (let ((new (make-string (- end start))))
        (let loop ((i start))
          (if (< i end)
              (begin (string-set! new (- i start) (f (string-ref s i))) (loop (+ i 1)))
              new))))
    (define-ranged (string-map! (f) s start end)
      (check-procedure f "string-map!" 1)
      (let loop ((i start))
        (if (< i end) (begin (string-set! s i (f (string-ref s i))) (loop (+ i 1))))))
    (define-ranged (string-fold (f acc) s start end)
      (check-procedure f "string-fold" 1)
      (let loop ((i start) (acc acc))
        (if (< i end) (loop (+ i 1) (f (string-ref s i) acc)) acc)))
    (define-ranged (string-fold-right (f acc) s start end)
      (check-procedure f "string-fold-right" 1)
      (let loop ((i (- end 1)) (acc acc))
        (if (>= i start) (loop (- i 1) (f (string-ref s i) acc)) acc)))
    (define-ranged (string-for-each (f) s start end)
      (check-procedure f "string-for-each" 1)
      (let loop ((i start))
        (if (< i end) (begin (f (string-ref s i)) (loop (+ i 1))))))
    (define-ranged (string-for-each-index (f) s start end)
      (check-procedure f "string-for-each-index" 1)
      (let loop ((i start))
        (if (< i end) (begin (f i) (loop (+ i 1))))))

    ; ---- replication, replacement, filters

    (define xsubstring
      (case-lambda
        ((s from) (xsubstring s from (+ from (string-length s)) 0 (string-length s)))
        ((s from to) (xsubstring s from to 0 (string-length s)))
        ((s from to start) (xsubstring s from to start (string-length s)))
        ((s from to start end)
         (check-string s "xsubstring" 1)
         (check-argument exact-integer? from "xsubstring" 2 "an exact integer")
         (check-argument exact-integer? to "xsubstring" 3 "an exact integer")
         (check-range start end (string-length s) "xsubstring" 4)
         (if (< to from) (out-of-range "xsubstring" 3 to))
         (if (and (= start end) (< from to)) (error "xsubstring: the empty string cannot be repeated"))
         (string-tabulate (lambda (i) (string-ref s (+ start (modulo (+ from i) (- end start))))) (- to from)))))
    (define string-xcopy!
      (case-lambda
        ((to at s from) (string-copy! to at (xsubstring s from)))
        ((to at s . rest) (string-copy! to at (apply xsubstring s rest)))))
    (define string-replace
      (case-lambda
        ((a b start1 end1) (string-replace a b start1 end1 0 (if (string? b) (string-length b) 0)))
        ((a b start1 end1 start2) (string-replace a b start1 end1 start2 (if (string? b) (string-length b) 0)))
        ((a b start1 end1 start2 end2)
         (check-string a "string-replace" 1)
         (check-string b "string-replace" 2)
         (check-range start1 end1 (string-length a) "string-replace" 3)
         (check-range start2 end2 (string-length b) "string-replace" 5)
         (string-append (substring a 0 start1) (substring b start2 end2) (substring a end1 (string-length a))))))
    (define string-tokenize
      (case-lambda
        ((s) (string-tokenize s char-set:graphic))
        ((s x) (check-string s "string-tokenize" 1) (string-tokenize s x 0 (string-length s)))
        ((s x start) (check-string s "string-tokenize" 1) (string-tokenize s x start (string-length s)))
        ((s x start end)
         (check-string s "string-tokenize" 1)
         (check-range start end (string-length s) "string-tokenize" 3)
         (let ((pred (criterion x "string-tokenize" 2)))
           (let loop ((end end) (acc '()))
             (let ((last (skip-right (lambda (c) (not (pred c))) s start end)))
               (if (= last start)
                   acc
                   (let ((first (skip-right pred s start last)))
                     (loop first (cons (substring s first last) acc))))))))))
    (define (keep pred s start end)
      (let loop ((i (- end 1)) (acc '()))
        (if (>= i start)
            (let ((c (string-ref s i))) (loop (- i 1) (if (pred c) (cons c acc) acc)))
            (list->string acc))))
    (define-syntax define-filter
      (syntax-rules ()
        ((_ name (pred) test)
         (define-ranged (name (x) s start end)
           ; Older programs give the string first.
           (let ((pred (criterion x (symbol->string 'name) 1))) (keep test s start end))))))
    (define-filter string-filter (pred) pred)
    (define-filter string-delete (pred) (lambda (c) (not (pred c))))

    ; ---- Knuth, Morris, Pratt

    ; For each index of the pattern: where to go on if its character does not match; -1: with the next character.
    (define make-kmp-restart-vector
      (case-lambda
        ((pattern) (make-kmp-restart-vector pattern char=?))
        ((pattern same?) (make-kmp-restart-vector pattern same? 0 (string-length pattern)))
        ((pattern same? start) (make-kmp-restart-vector pattern same? start (string-length pattern)))
        ((pattern same? start end)
         (check-string pattern "make-kmp-restart-vector" 1)
         (check-range start end (string-length pattern) "make-kmp-restart-vector" 3)
         (let* ((n (- end start)) (restart (make-vector n -1)))
           ; k is the length of the longest proper border of the pattern's first i characters.
           (let loop ((i 1) (k 0))
             (if (< i n)
                 (let ((c (string-ref pattern (+ start i))))
                   (vector-set! restart i (if (same? c (string-ref pattern (+ start k))) (vector-ref restart k) k))
                   (let back ((k k))
                     (cond ((< k 0) (loop (+ i 1) 0))
                           ((same? c (string-ref pattern (+ start k))) (loop (+ i 1) (+ k 1)))
                           (else (back (vector-ref restart k))))))
                 restart))))))
    (define (kmp-step pattern restart c i same? start)
      (let loop ((i i))
        (cond ((< i 0) 0)
              ((same? c (string-ref pattern (+ start i))) (+ i 1))
              (else (loop (vector-ref restart i))))))
    ; The new state, or minus the index behind the match.
    (define string-kmp-partial-search
      (case-lambda
        ((pattern restart s i) (string-kmp-partial-search pattern restart s i char=?))
        ((pattern restart s i same?) (string-kmp-partial-search pattern restart s i same? 0))
        ((pattern restart s i same? p-start) (string-kmp-partial-search pattern restart s i same? p-start 0 (string-length s)))
        ((pattern restart s i same? p-start start)
         (string-kmp-partial-search pattern restart s i same? p-start start (string-length s)))
        ((pattern restart s i same? p-start start end)
         (let ((n (vector-length restart)))
           (let loop ((at start) (i i))
             (cond ((= i n) (- at))
                   ((= at end) i)
                   (else (loop (+ at 1) (kmp-step pattern restart (string-ref s at) i same? p-start)))))))))))
