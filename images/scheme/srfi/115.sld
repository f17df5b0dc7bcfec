; SRFI 115: regular expressions in the notation of lists.
;
;   SRE -parse-> tree (submatches numbered) -emit-> instructions -run-> matches
;
; The matcher simulates a nondeterministic automaton: it goes through the string once and keeps all states that are alive, in order of
; preference, so its time is proportional to the length of the string times the size of the expression, whatever the expression. Of
; the matches that begin leftmost the longest is found; an expression with non-greedy operators finds the preferred one instead.
; Back references are not regular and not supported.

(define-library (srfi 115)
  (export regexp rx regexp->sre char-set->sre valid-sre? regexp? regexp-match?
          regexp-matches regexp-matches? regexp-search regexp-fold regexp-extract regexp-split regexp-partition
          regexp-replace regexp-replace-all
          regexp-match-submatch regexp-match-submatch-start regexp-match-submatch-end regexp-match-count regexp-match->list)
  (import (scheme internal) (srfi check) (only (srfi 14) char-set? char-set-contains? char-set->string
                                               char-set:title-case char-set:punctuation char-set:symbol))
  (begin
    (define-record-type regexp-record
      (make-regexp sre program names count greedy)
      regexp?
      (sre regexp->sre)
      (program regexp-program)
      (names regexp-names)     ; association list: name, numbers of submatches
      (count regexp-count)     ; how many submatches
      (greedy regexp-greedy))

    (define (bad sre) (error "regexp: this is no regular expression:" sre))

    ; ---- character classes: predicates

    (define (ascii? c) (char<? c #\x80))
    (define (word-char? c) (or (char-alphabetic? c) (char-numeric? c) (char=? c #\_)))
    (define (mark? c)
      (let ((n (char->integer c)))
        (or (<= #x300 n #x36F) (<= #x1AB0 n #x1AFF) (<= #x1DC0 n #x1DFF) (<= #x20D0 n #x20FF) (<= #xFE00 n #xFE2F) (= n #x200D))))
    (define (graphic? c)
      (not (or (char-whitespace? c) (control? c))))
    (define (control? c) (or (char<? c #\space) (char<=? #\x7F c #\x9F)))
    (define (hex? c) (or (char<=? #\0 c #\9) (char<=? #\a c #\f) (char<=? #\A c #\F)))
    (define classes
      `((any . ,(lambda (c) #t))
        (nonl . ,(lambda (c) (not (or (char=? c #\newline) (char=? c #\return)))))
        (lower-case . ,char-lower-case?) (lower . ,char-lower-case?)
        (upper-case . ,char-upper-case?) (upper . ,char-upper-case?)
        (title-case . ,(lambda (c) (char-set-contains? char-set:title-case c)))
        (title . ,(lambda (c) (char-set-contains? char-set:title-case c)))
        (alphabetic . ,char-alphabetic?) (alpha . ,char-alphabetic?)
        (numeric . ,char-numeric?) (num . ,char-numeric?)
        (alphanumeric . ,(lambda (c) (or (char-alphabetic? c) (char-numeric? c))))
        (alphanum . ,(lambda (c) (or (char-alphabetic? c) (char-numeric? c))))
        (alnum . ,(lambda (c) (or (char-alphabetic? c) (char-numeric? c))))
        (punctuation . ,(lambda (c) (char-set-contains? char-set:punctuation c)))
        (punct . ,(lambda (c) (char-set-contains? char-set:punctuation c)))
        (symbol . ,(lambda (c) (char-set-contains? char-set:symbol c)))
        (graphic . ,graphic?) (graph . ,graphic?)
        (printing . ,(lambda (c) (or (char-whitespace? c) (graphic? c))))
        (print . ,(lambda (c) (or (char-whitespace? c) (graphic? c))))
        (whitespace . ,char-whitespace?) (white . ,char-whitespace?) (space . ,char-whitespace?)
        (control . ,control?) (cntrl . ,control?)
        (hex-digit . ,hex?) (xdigit . ,hex?)
        (ascii . ,ascii?)))
    (define (all preds) (lambda (c) (let loop ((l preds)) (or (null? l) (and ((car l) c) (loop (cdr l)))))))
    (define (some preds) (lambda (c) (let loop ((l preds)) (and (pair? l) (or ((car l) c) (loop (cdr l)))))))
    (define (negate pred) (lambda (c) (not (pred c))))
    (define (string-class s fold)
      (let ((chars (string->list s)))
        (if fold
            (let ((chars (map char-foldcase chars))) (lambda (c) (and (memv (char-foldcase c) chars) #t)))
            (lambda (c) (and (memv c chars) #t)))))
    (define (folded pred fold)
      (if fold (lambda (c) (or (pred c) (pred (char-upcase c)) (pred (char-downcase c)))) pred))
    (define (range-class specs fold sre)
      (let ((chars (append-map (lambda (x)
                                 (cond ((string? x) (string->list x))
                                       ((char? x) (list x))
                                       (else (bad sre))))
                               specs)))
        (if (odd? (length chars)) (bad sre))
        (folded
          (lambda (c)
            (let loop ((l chars))
              (and (pair? l) (or (char<=? (car l) c (cadr l)) (loop (cddr l))))))
          fold)))

    ; The predicate of a character class; #f if the expression is none. The flags: fold case, ASCII only.
    (define (class sre fold ascii)
      (cond ((char? sre) (string-class (string sre) fold))
            ((string? sre) (and (= (string-length sre) 1) (string-class sre fold)))
            ((char-set? sre) (folded (lambda (c) (char-set-contains? sre c)) fold))
            ((symbol? sre)
             (let ((entry (assq sre classes)))
               (and entry
                    (folded (if (and ascii (not (memq sre '(any nonl)))) (all (list ascii? (cdr entry))) (cdr entry)) fold))))
            ((not (and (pair? sre) (list? sre))) #f)
            ((and (string? (car sre)) (null? (cdr sre))) (string-class (car sre) fold))
            (else
             (case (car sre)
               ((char-set)
                (and (pair? (cdr sre)) (string? (cadr sre)) (string-class (cadr sre) fold)))
               ((/ char-range) (range-class (cdr sre) fold sre))
               ((~ complement) (negate (some (class-list (cdr sre) fold ascii))))
               ((- difference)
                (let ((l (class-list (cdr sre) fold ascii)))
                  (if (null? l) (bad sre))
                  (all (list (car l) (negate (some (cdr l)))))))
               ((& and) (all (class-list (cdr sre) fold ascii)))
               ((or |\||)
                (let ((l (map (lambda (x) (class x fold ascii)) (cdr sre))))
                  (and (every (lambda (x) x) l) (some l))))
               ((w/nocase) (and (= (length sre) 2) (class (cadr sre) #t ascii)))
               ((w/case) (and (= (length sre) 2) (class (cadr sre) #f ascii)))
               ((w/ascii) (and (= (length sre) 2) (class (cadr sre) fold #t)))
               ((w/unicode) (and (= (length sre) 2) (class (cadr sre) fold #f)))
               (else #f)))))
    (define (class-list l fold ascii)
      (map (lambda (x) (or (class x fold ascii) (bad x))) l))

    ; ---- assertions: procedures of the string, the index, the start and the end

    (define (word-before? s i start) (and (> i start) (word-char? (string-ref s (- i 1)))))
    (define (word-after? s i end) (and (< i end) (word-char? (string-ref s i))))
    (define (bow? s i start end) (and (word-after? s i end) (not (word-before? s i start))))
    (define (eow? s i start end) (and (word-before? s i start) (not (word-after? s i end))))
    (define assertions
      `((bos . ,(lambda (s i start end) (= i start)))
        (eos . ,(lambda (s i start end) (= i end)))
        (bol . ,(lambda (s i start end) (or (= i start) (char=? (string-ref s (- i 1)) #\newline))))
        (eol . ,(lambda (s i start end) (or (= i end) (char=? (string-ref s i) #\newline))))
        (bow . ,bow?)
        (eow . ,eow?)
        (nwb . ,(lambda (s i start end) (not (or (bow? s i start end) (eow? s i start end)))))
        (bog . ,(lambda (s i start end) (and (< i end) (not (mark? (string-ref s i))))))
        (eog . ,(lambda (s i start end) (and (> i start) (or (= i end) (not (mark? (string-ref s i)))))))))

    ; ---- parsing. The state counts submatches and gathers names.

    (define-record-type parse-state
      (make-state count names greedy)
      state?
      (count state-count set-count!)
      (names state-names set-names!)
      (greedy state-greedy set-greedy!))

    ; Trees: (class pred) (seq tree ...) (or tree ...) (star tree greedy?) (opt tree greedy?) (repeat n m tree greedy?)
    ; (sub number tree) (assert procedure) (look tree ahead? wanted?)
    (define (parse sre st fold ascii capture)
      (define (parse* l) (map (lambda (x) (parse x st fold ascii capture)) l))
      (define (seq l)
        (let ((trees (parse* l)))
          (if (and (pair? trees) (null? (cdr trees))) (car trees) (cons 'seq trees))))
      (define (submatch l)
        (if capture
            (let ((n (+ (state-count st) 1)))
              (set-count! st n)
              (list 'sub n (seq l)))
            (seq l)))
      (define (repeat n m l greedy)
        (if (not (and (exact-nonnegative-integer? n) (or (not m) (and (exact-integer? m) (<= n m))))) (bad sre))
        (if (not greedy) (set-greedy! st #f))
        (list 'repeat n m (seq l) greedy))
      (define (non-greedy kind l)
        (set-greedy! st #f)
        (list kind (seq l) #f))
      (cond
        ((and (string? sre) (not (= (string-length sre) 1)))
         (cons 'seq (map (lambda (c) (list 'class (class c fold ascii))) (string->list sre))))
        ((and (symbol? sre) (assq sre assertions)) => (lambda (entry) (list 'assert (cdr entry))))
        ((eq? sre 'word) (parse '(word (+ (or alphanumeric #\_))) st fold ascii capture))
        ((eq? sre 'grapheme) (list 'seq (list 'class (lambda (c) #t)) (list 'star (list 'class mark?) #t)))
        ((class sre fold ascii) => (lambda (pred) (list 'class pred)))
        ((not (and (pair? sre) (list? sre))) (bad sre))
        (else
         (case (car sre)
           ((: seq) (seq (cdr sre)))
           ((or |\||) (cons 'or (parse* (cdr sre))))
           ((* zero-or-more) (list 'star (seq (cdr sre)) #t))
           ((+ one-or-more) (repeat 1 #f (cdr sre) #t))
           ((? optional) (list 'opt (seq (cdr sre)) #t))
           ((*? non-greedy-zero-or-more) (non-greedy 'star (cdr sre)))
           ((?? non-greedy-optional) (non-greedy 'opt (cdr sre)))
           ((= exactly) (need sre 2) (repeat (cadr sre) (cadr sre) (cddr sre) #t))
           ((>= at-least) (need sre 2) (repeat (cadr sre) #f (cddr sre) #t))
           ((** repeated) (need sre 3) (repeat (cadr sre) (caddr sre) (cdddr sre) #t))
           ((**? non-greedy-repeated) (need sre 3) (repeat (cadr sre) (caddr sre) (cdddr sre) #f))
           (($ submatch) (submatch (cdr sre)))
           ((-> submatch-named)
            (need sre 2)
            (if (not (symbol? (cadr sre))) (bad sre))
            (if capture (set-names! st (cons (cons (cadr sre) (+ (state-count st) 1)) (state-names st))))
            (submatch (cddr sre)))
           ((w/case) (parse (cons ': (cdr sre)) st #f ascii capture))
           ((w/nocase) (parse (cons ': (cdr sre)) st #t ascii capture))
           ((w/unicode) (parse (cons ': (cdr sre)) st fold #f capture))
           ((w/ascii) (parse (cons ': (cdr sre)) st fold #t capture))
           ((w/nocapture) (parse (cons ': (cdr sre)) st fold ascii #f))
           ((word) (list 'seq (list 'assert bow?) (seq (cdr sre)) (list 'assert eow?)))
           ((word+)
            (list 'seq (list 'assert bow?)
                  (list 'repeat 1 #f (list 'class (all (list word-char? (some (class-list (cdr sre) fold ascii))))) #t)
                  (list 'assert eow?)))
           ((look-ahead) (list 'look (seq (cdr sre)) #t #t))
           ((neg-look-ahead) (list 'look (seq (cdr sre)) #t #f))
           ((look-behind) (list 'look (seq (cdr sre)) #f #t))
           ((neg-look-behind) (list 'look (seq (cdr sre)) #f #f))
           (else (bad sre))))))
    (define (need sre n) (if (< (length sre) n) (bad sre)))

    ; ---- instructions: vectors #(operation argument next other), numbered. A tree is emitted with the number of what follows.

    (define most-instructions 100000)
    (define-record-type program-builder (make-builder instructions size) builder?
      (instructions builder-instructions set-builder-instructions!)
      (size builder-size set-builder-size!))
    (define (emit! b op argument next other)
      (let ((n (builder-size b)) (v (builder-instructions b)))
        (if (>= n most-instructions) (error "regexp: the expression is too large"))
        (if (= n (vector-length v)) (set-builder-instructions! b (vector-grow v (* 2 n))))
        (vector-set! (builder-instructions b) n (vector op argument next other))
        (set-builder-size! b (+ n 1))
        n))
    ; Operations.
    (define match 0)
    (define one 1)       ; one character of a class
    (define split 2)     ; two ways, `next` preferred
    (define save 3)      ; the index becomes a boundary of a submatch
    (define check 4)     ; an assertion

    (define (emit b tree next)
      (case (car tree)
        ((class) (emit! b one (cadr tree) next #f))
        ((seq) (fold-right (lambda (t next) (emit b t next)) next (cdr tree)))
        ((or)
         (if (null? (cdr tree))
             (emit! b one (lambda (c) #f) next #f)
             (let loop ((l (reverse (cddr tree))) (acc #f))
               (cond ((pair? l)
                      (let ((way (emit b (car l) next)))
                        (loop (cdr l) (if acc (emit! b split #f way acc) way))))
                     (acc (emit! b split #f (emit b (cadr tree) next) acc))
                     (else (emit b (cadr tree) next))))))
        ((opt)
         (let ((way (emit b (cadr tree) next)))
           (if (caddr tree) (emit! b split #f way next) (emit! b split #f next way))))
        ((star)
         (let* ((loop (emit! b split #f next next)) (way (emit b (cadr tree) loop)))
           (vector-set! (vector-ref (builder-instructions b) loop) (if (caddr tree) 2 3) way)
           loop))
        ((repeat)
         (let* ((n (cadr tree)) (m (caddr tree)) (body (cadddr tree)) (greedy (list-ref tree 4))
                (tail (if m
                          (let loop ((k (- m n)) (next next) (past next))
                            (if (= k 0)
                                next
                                (let ((way (emit b body next)))
                                  (loop (- k 1)
                                        (if greedy (emit! b split #f way past) (emit! b split #f past way))
                                        past))))
                          (emit b (list 'star body greedy) next))))
           (let loop ((k n) (next tail))
             (if (= k 0) next (loop (- k 1) (emit b body next))))))
        ((sub)
         (let* ((n (cadr tree)) (end (emit! b save (+ (* 2 n) 1) next #f)))
           (emit! b save (* 2 n) (emit b (caddr tree) end) #f)))
        ((assert) (emit! b check (cadr tree) next #f))
        ((look) (emit! b check (look (cadr tree) (caddr tree) (cadddr tree)) next #f))
        (else (error "regexp: unknown tree" tree))))
    (define (look tree ahead wanted)
      (let ((program (assemble tree)))
        (lambda (s i start end)
          (let ((found (if ahead
                           (run program s i start end 2 #t #f #t)
                           (let loop ((from i))
                             (and (>= from start)
                                  (or (run program s from start i 2 #t #t #t) (loop (- from 1))))))))
            (if found wanted (not wanted))))))
    ; A program is its instructions; the first to be executed is the last.
    (define (assemble tree)
      (let* ((b (make-builder (make-vector 16) 0)) (end (emit! b match #f #f #f)) (entry (emit b tree end)))
        ; The entry is put last, so that it is known by its place.
        (if (not (= entry (- (builder-size b) 1))) (emit! b split #f entry entry))
        (vector-copy (builder-instructions b) 0 (builder-size b))))

    (define (compile-sre sre)
      (let* ((st (make-state 0 '() #t)) (tree (parse sre st #f #f #t)))
        (make-regexp sre (assemble tree) (reverse (state-names st)) (state-count st) (state-greedy st))))
    (define (regexp x) (if (regexp? x) x (compile-sre x)))
    (define-syntax rx
      (syntax-rules () ((_ sre ...) (regexp `(: sre ...)))))
    (define (valid-sre? x)
      (guard (e (#t #f)) (regexp x) #t))
    (define (char-set->sre cs) (list (char-set->string cs)))

    ; ---- matching

    ; Threads: the instruction and the boundaries found, in order of preference. `marks` holds for each instruction the
    ; index at which it was last added.
    (define-record-type threads (make-threads count places bounds) threads?
      (count thread-count set-thread-count!) (places thread-places) (bounds thread-bounds))
    (define (new-threads n) (make-threads 0 (make-vector n 0) (make-vector n #f)))

    (define (add! program ts marks pc s i start end caps)
      (let loop ((pc pc) (caps caps))
        (if (not (eqv? (vector-ref marks pc) i))
            (let* ((instruction (vector-ref program pc)) (op (vector-ref instruction 0)))
              (vector-set! marks pc i)
              (cond ((= op split)
                     (loop (vector-ref instruction 2) caps)
                     (loop (vector-ref instruction 3) caps))
                    ((= op save)
                     (let ((slot (vector-ref instruction 1)))
                       (if (< slot (vector-length caps))
                           (let ((new (vector-copy caps)))
                             (vector-set! new slot i)
                             (loop (vector-ref instruction 2) new))
                           (loop (vector-ref instruction 2) caps))))
                    ((= op check)
                     (if ((vector-ref instruction 1) s i start end)
                         (loop (vector-ref instruction 2) caps)))
                    (else
                     (let ((n (thread-count ts)))
                       (vector-set! (thread-places ts) n pc)
                       (vector-set! (thread-bounds ts) n caps)
                       (set-thread-count! ts (+ n 1)))))))))

    ; Gives the boundaries of the match as a vector of `slots` indices, or #f. `from` is where the search begins, `start` and `end` are the limits of
    ; the string for assertions. Anchored: the match must begin at `from`; to-end: it must end at the end.
    (define (run program s from start end slots anchored to-end greedy)
      (let* ((size (vector-length program))
             (entry (- size 1))
             (first (vector-ref program entry))
             (first-class (and (= (vector-ref first 0) one) (vector-ref first 1)))
             (marks (make-vector size -1)))
        (let loop ((i from) (now (new-threads size)) (next (new-threads size)) (best #f))
          ; A new thread begins here, after all older ones, unless something has been found.
          (if (and (not best) (if anchored (= i from) #t)
                   (or (not first-class) (and (< i end) (first-class (string-ref s i)))))
              (let ((caps (make-vector slots #f)))
                (vector-set! caps 0 i)
                (add! program now marks entry s i start end caps)))
          (let ((n (thread-count now)))
            (cond
              ((and (= n 0) (or best anchored (= i end))) best)
              (else
               (let ((c (if (< i end) (string-ref s i) #f)) (places (thread-places now)) (bounds (thread-bounds now)))
                 (set-thread-count! next 0)
                 (let each ((k 0) (best best))
                   (if (= k n)
                       (if c (loop (+ i 1) next now best) best)
                       (let* ((instruction (vector-ref program (vector-ref places k))) (caps (vector-ref bounds k)))
                         (cond
                           ; Threads that began later than what has been found are dropped.
                           ((and best (> (vector-ref caps 0) (vector-ref best 0))) (each (+ k 1) best))
                           ((= (vector-ref instruction 0) one)
                            (if (and c ((vector-ref instruction 1) c))
                                (add! program next marks (vector-ref instruction 2) s (+ i 1) start end caps))
                            (each (+ k 1) best))
                           ((and to-end (not (= i end))) (each (+ k 1) best))
                           ((and best (= (vector-ref best 1) i)) (each (+ k 1) best))
                           (else
                            (let ((new (vector-copy caps)))
                              (vector-set! new 1 i)
                              ; Without greed, what is less preferred than a match is dropped.
                              (if greedy (each (+ k 1) new) (each n new)))))))))))))))

    ; ---- matches

    (define-record-type regexp-match (make-match string bounds names) regexp-match?
      (string match-string) (bounds match-bounds) (names match-names))
    (define (execute re s from start end anchored to-end who)
      (let ((bounds (run (regexp-program re) s from start end (* 2 (+ (regexp-count re) 1)) anchored to-end (regexp-greedy re))))
        (and bounds (make-match s bounds (regexp-names re)))))
    (define-syntax define-matcher
      (syntax-rules ()
        ((_ (name re s start end) body)
         (define name
           (case-lambda
             ((re s) (check-string s (symbol->string 'name) 2) (name re s 0 (string-length s)))
             ((re s start) (check-string s (symbol->string 'name) 2) (name re s start (string-length s)))
             ((re s start end)
              (check-string s (symbol->string 'name) 2)
              (check-range start end (string-length s) (symbol->string 'name) 3)
              (let ((re (regexp re))) body)))))))
    (define-matcher (regexp-matches re s start end) (execute re s start start end #t #t "regexp-matches"))
    (define-matcher (regexp-matches? re s start end)
      (if (run (regexp-program re) s start start end 2 #t #t #t) #t #f))
    (define-matcher (regexp-search re s start end) (execute re s start start end #f #f "regexp-search"))

    (define (match-field m field who)
      (check-argument regexp-match? m who 1 "a match")
      (cond ((and (exact-integer? field) (<= 0 field (regexp-match-count m))) field)
            ((symbol? field)
             ; Of several submatches with the name, the first that took part.
             (let loop ((l (match-names m)) (found #f))
               (cond ((null? l) (or found (error "regexp-match-submatch: there is no submatch of this name:" field)))
                     ((not (eq? (caar l) field)) (loop (cdr l) found))
                     ((vector-ref (match-bounds m) (* 2 (cdar l))) (cdar l))
                     (else (loop (cdr l) (or found (cdar l)))))))
            (else (out-of-range who 2 field))))
    (define (bound-of m field which who)
      (let* ((n (match-field m field who)) (b (match-bounds m)))
        ; A submatch that was begun but not ended has not taken part.
        (and (vector-ref b (* 2 n)) (vector-ref b (+ (* 2 n) 1)) (vector-ref b (+ (* 2 n) which)))))
    (define (regexp-match-count m)
      (check-argument regexp-match? m "regexp-match-count" 1 "a match")
      (- (quotient (vector-length (match-bounds m)) 2) 1))
    (define regexp-match-submatch-start
      (case-lambda
        ((m) (regexp-match-submatch-start m 0))
        ((m field) (bound-of m field 0 "regexp-match-submatch-start"))))
    (define regexp-match-submatch-end
      (case-lambda
        ((m) (regexp-match-submatch-end m 0))
        ((m field) (bound-of m field 1 "regexp-match-submatch-end"))))
    (define regexp-match-submatch
      (case-lambda
        ((m) (regexp-match-submatch m 0))
        ((m field)
         (let ((start (bound-of m field 0 "regexp-match-submatch")) (end (bound-of m field 1 "regexp-match-submatch")))
           (and start (substring (match-string m) start end))))))
    (define (regexp-match->list m)
      (map (lambda (i) (regexp-match-submatch m i)) (iota (+ (regexp-match-count m) 1))))

    ; ---- all matches of a string

    ; f takes the index behind the last match, the match, the string and what has been gathered.
    (define regexp-fold
      (case-lambda
        ((re f acc s) (regexp-fold re f acc s (lambda (i m s acc) acc)))
        ((re f acc s finish) (check-string s "regexp-fold" 4) (regexp-fold re f acc s finish 0 (string-length s)))
        ((re f acc s finish start) (check-string s "regexp-fold" 4) (regexp-fold re f acc s finish start (string-length s)))
        ((re f acc s finish start end)
         (check-procedure f "regexp-fold" 2)
         (check-string s "regexp-fold" 4)
         (check-range start end (string-length s) "regexp-fold" 6)
         (let ((re (regexp re)))
           ; An empty match just behind another match does not count.
           (let loop ((i start) (last start) (matched #f) (acc acc))
             (let ((m (and (<= i end) (execute re s i start end #f #f "regexp-fold"))))
               (if m
                   (let ((from (regexp-match-submatch-start m)) (to (regexp-match-submatch-end m)))
                     (cond ((< from to) (loop to to #t (f last m s acc)))
                           ((and matched (= from last)) (loop (+ i 1) last #f acc))
                           (else (loop (+ to 1) to #f (f last m s acc)))))
                   (finish last #f s acc))))))))
    (define (empty-match? m) (= (regexp-match-submatch-start m) (regexp-match-submatch-end m)))
    (define-matcher (regexp-extract re s start end)
      (regexp-fold re
                   (lambda (i m s acc) (if (empty-match? m) acc (cons (regexp-match-submatch m) acc)))
                   '() s
                   (lambda (i m s acc) (reverse acc))
                   start end))
    ; In these two what is gathered is (index behind the last match that counts . pieces).
    (define-matcher (regexp-split re s start end)
      (regexp-fold re
                   (lambda (i m s acc)
                     (if (empty-match? m)
                         acc
                         (cons (regexp-match-submatch-end m)
                               (cons (substring s (car acc) (regexp-match-submatch-start m)) (cdr acc)))))
                   (list start) s
                   (lambda (i m s acc) (reverse (cons (substring s (car acc) end) (cdr acc))))
                   start end))
    (define-matcher (regexp-partition re s start end)
      (regexp-fold re
                   (lambda (i m s acc)
                     (if (empty-match? m)
                         acc
                         (cons (regexp-match-submatch-end m)
                               (cons (regexp-match-submatch m)
                                     (cons (substring s (car acc) (regexp-match-submatch-start m)) (cdr acc))))))
                   (list start) s
                   (lambda (i m s acc)
                     (if (and (= (car acc) end) (pair? (cdr acc)))
                         (reverse (cdr acc))
                         (reverse (cons (substring s (car acc) end) (cdr acc)))))
                   start end))

    ; ---- replacing

    (define (replacement m subst s start end)
      (cond ((string? subst) subst)
            ((exact-integer? subst) (or (regexp-match-submatch m subst) ""))
            ((procedure? subst) (replacement m (subst m) s start end))
            ((eq? subst 'pre) (substring s start (regexp-match-submatch-start m)))
            ((eq? subst 'post) (substring s (regexp-match-submatch-end m) end))
            ((symbol? subst) (or (regexp-match-submatch m subst) ""))
            ((list? subst) (%string-append-list (map (lambda (x) (replacement m x s start end)) subst)))
            (else (wrong-type "regexp-replace" 3 "a string, a submatch, a procedure or a list of them" subst))))
    ; The match of that number, counted from 0; all of them if it is #f.
    (define (replace re s subst start end which)
      (let ((n 0) (done start))
        (regexp-fold re
                     (lambda (i m s acc)
                       (let ((this n))
                         (set! n (+ n 1))
                         (if (or (not which) (= this which))
                             (let ((before (substring s done (regexp-match-submatch-start m))))
                               (set! done (regexp-match-submatch-end m))
                               (cons (replacement m subst s start end) (cons before acc)))
                             acc)))
                     (list (substring s 0 start)) s
                     (lambda (i m s acc)
                       (%string-append-list (reverse (cons (substring s done (string-length s)) acc))))
                     start end)))
    (define regexp-replace
      (case-lambda
        ((re s subst) (check-string s "regexp-replace" 2) (regexp-replace re s subst 0 (string-length s) 0))
        ((re s subst start) (check-string s "regexp-replace" 2) (regexp-replace re s subst start (string-length s) 0))
        ((re s subst start end) (regexp-replace re s subst start end 0))
        ((re s subst start end count)
         (check-string s "regexp-replace" 2)
         (let ((end (or end (string-length s))))
           (check-range start end (string-length s) "regexp-replace" 4)
           (check-index count "regexp-replace" 6)
           (replace (regexp re) s subst start end count)))))
    (define regexp-replace-all
      (case-lambda
        ((re s subst) (check-string s "regexp-replace-all" 2) (regexp-replace-all re s subst 0 (string-length s)))
        ((re s subst start) (check-string s "regexp-replace-all" 2) (regexp-replace-all re s subst start (string-length s)))
        ((re s subst start end)
         (check-string s "regexp-replace-all" 2)
         (let ((end (or end (string-length s))))
           (check-range start end (string-length s) "regexp-replace-all" 4)
           (replace (regexp re) s subst start end #f)))))))
