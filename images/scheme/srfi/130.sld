; SRFI 130: strings with cursors. A cursor is an index: strings are indexed in constant time. What takes a cursor takes an index.
(define-library (srfi 130)
  (export string-cursor? string-cursor-start string-cursor-end string-cursor-next string-cursor-prev string-cursor-forward
          string-cursor-back string-cursor=? string-cursor<? string-cursor>? string-cursor<=? string-cursor>=?
          string-cursor-diff string-cursor->index string-index->cursor
          string-null? string-every string-any string-tabulate string-unfold string-unfold-right
          string->list/cursors string->vector/cursors reverse-list->string string-join
          string-ref/cursor substring/cursors string-copy/cursors string-take string-take-right string-drop string-drop-right
          string-pad string-pad-right string-trim string-trim-right string-trim-both
          string-prefix-length string-suffix-length string-prefix? string-suffix?
          string-index string-index-right string-skip string-skip-right string-contains string-contains-right
          string-reverse string-concatenate string-concatenate-reverse string-fold string-fold-right string-for-each-cursor
          string-replicate string-count string-replace string-split string-filter string-remove)
  (import (scheme base) (scheme case-lambda) (srfi check)
          (only (srfi 13) string-null? string-every string-any string-tabulate string-unfold string-unfold-right
                reverse-list->string string-join substring/shared string-take string-take-right string-drop string-drop-right
                string-pad string-pad-right string-trim string-trim-right string-trim-both
                string-prefix-length string-suffix-length string-prefix? string-suffix? string-contains
                string-reverse string-concatenate string-concatenate-reverse string-fold string-fold-right
                string-count string-replace string-filter)
          (rename (only (srfi 13) string-index string-index-right string-skip string-skip-right string-delete xsubstring
                        string-for-each-index)
                  (string-index index) (string-index-right index-right) (string-skip skip) (string-skip-right skip-right)
                  (string-delete string-remove)
                  (string-for-each-index string-for-each-cursor)))
  (begin
    (define (exact-nonnegative-integer? x) (and (exact-integer? x) (>= x 0)))
    (define (string-cursor? x) (exact-nonnegative-integer? x))
    (define (string-cursor-start s) (check-string s "string-cursor-start" 1) 0)
    (define (string-cursor-end s) (string-length s))
    (define (move s i who)
      (check-string s who 1)
      (if (not (and (exact-integer? i) (<= 0 i (string-length s)))) (out-of-range who 2 i))
      i)
    (define (string-cursor-next s i) (move s (+ i 1) "string-cursor-next"))
    (define (string-cursor-prev s i) (move s (- i 1) "string-cursor-prev"))
    (define (string-cursor-forward s i n) (move s (+ i n) "string-cursor-forward"))
    (define (string-cursor-back s i n) (move s (- i n) "string-cursor-back"))
    (define (string-cursor=? a b) (= a b))
    (define (string-cursor<? a b) (< a b))
    (define (string-cursor>? a b) (> a b))
    (define (string-cursor<=? a b) (<= a b))
    (define (string-cursor>=? a b) (>= a b))
    (define (string-cursor-diff s start end) (- end start))
    (define (string-cursor->index s i) (move s i "string-cursor->index"))
    (define (string-index->cursor s i) (move s i "string-index->cursor"))
    (define string->list/cursors string->list)
    (define string->vector/cursors string->vector)
    (define string-ref/cursor string-ref)
    (define (substring/cursors s start end) (substring/shared s start end))
    (define string-copy/cursors string-copy)
    ; These give a cursor always: the end (or, from the right, the start) if nothing is found; from the right the cursor is behind the character.
    (define (end-of s rest) (if (and (pair? rest) (pair? (cdr rest))) (cadr rest) (string-length s)))
    (define (string-index s pred . rest) (or (apply index s pred rest) (end-of s rest)))
    (define (string-skip s pred . rest) (or (apply skip s pred rest) (end-of s rest)))
    (define (behind i rest) (if i (+ i 1) (optional rest 0)))
    (define (string-index-right s pred . rest) (behind (apply index-right s pred rest) rest))
    (define (string-skip-right s pred . rest) (behind (apply skip-right s pred rest) rest))
    (define string-contains-right
      (case-lambda
        ((a b) (string-contains-right a b 0 (string-length a) 0 (string-length b)))
        ((a b s1) (string-contains-right a b s1 (string-length a) 0 (string-length b)))
        ((a b s1 e1) (string-contains-right a b s1 e1 0 (string-length b)))
        ((a b s1 e1 s2) (string-contains-right a b s1 e1 s2 (string-length b)))
        ((a b s1 e1 s2 e2)
         (check-range s1 e1 (string-length a) "string-contains-right" 3)
         (check-range s2 e2 (string-length b) "string-contains-right" 5)
         (let ((n (- e2 s2)))
           (let loop ((i (- e1 n)))
             (and (>= i s1)
                  (if (= n (string-prefix-length a b i (+ i n) s2 e2)) i (loop (- i 1)))))))))
    (define string-replicate
      (case-lambda
        ((s from to) (xsubstring s from to))
        ((s from to start) (xsubstring s from to start))
        ((s from to start end) (xsubstring s from to start end))))
    (define string-split
      (case-lambda
        ((s delimiter) (string-split s delimiter 'infix))
        ((s delimiter grammar) (string-split s delimiter grammar #f))
        ((s delimiter grammar limit) (string-split s delimiter grammar limit 0 (string-length s)))
        ((s delimiter grammar limit start) (string-split s delimiter grammar limit start (string-length s)))
        ((s delimiter grammar limit start end)
         (check-string s "string-split" 1)
         (check-string delimiter "string-split" 2)
         (if limit (check-index limit "string-split" 4))
         (check-range start end (string-length s) "string-split" 5)
         (if (and (eq? grammar 'strict-infix) (= start end)) (error "string-split: a strict infix split needs characters"))
         (if (not (memq grammar '(infix strict-infix prefix suffix)))
             (error "string-split: the grammar is infix, strict-infix, prefix or suffix, not" grammar))
         (if (= start end)
             '()
             (let* ((pieces (split s delimiter limit start end))
                    (pieces (if (and (eq? grammar 'prefix) (string=? (car pieces) "")) (cdr pieces) pieces)))
               (if (and (eq? grammar 'suffix) (pair? pieces) (string=? (last-of pieces) ""))
                   (reverse (cdr (reverse pieces)))
                   pieces))))))
    (define (last-of l) (if (null? (cdr l)) (car l) (last-of (cdr l))))
    ; At most `limit` delimiters split.
    (define (split s delimiter limit start end)
      (let ((n (string-length delimiter)))
        (if (= n 0)
            (let loop ((i start) (left limit) (acc '()))
              (if (or (= (+ i 1) end) (eqv? left 0))
                  (reverse (cons (substring s i end) acc))
                  (loop (+ i 1) (and left (- left 1)) (cons (substring s i (+ i 1)) acc))))
            (let loop ((i start) (left limit) (acc '()))
              (let ((at (and (not (eqv? left 0)) (string-contains s delimiter i end))))
                (if at
                    (loop (+ at n) (and left (- left 1)) (cons (substring s i at) acc))
                    (reverse (cons (substring s i end) acc))))))))))
