; SRFI 152: strings, the small library. What is found is given as an index, or #f.
(define-library (srfi 152)
  (export string? string-null? string-every string-any
          make-string string string-tabulate string-unfold string-unfold-right
          string->vector string->list vector->string list->string reverse-list->string
          string-length string-ref substring string-copy string-take string-drop string-take-right string-drop-right
          string-pad string-pad-right string-trim string-trim-right string-trim-both string-replace
          string=? string<? string>? string<=? string>=? string-ci=? string-ci<? string-ci>? string-ci<=? string-ci>=?
          string-prefix-length string-suffix-length string-prefix? string-suffix?
          string-index string-index-right string-skip string-skip-right string-contains string-contains-right
          string-take-while string-take-while-right string-drop-while string-drop-while-right string-break string-span
          string-append string-concatenate string-concatenate-reverse string-join
          string-fold string-fold-right string-map string-for-each string-count string-filter string-remove
          string-replicate string-segment string-split
          read-string write-string string-set! string-fill! string-copy!)
  (import (scheme base) (scheme char) (scheme case-lambda) (srfi check)
          (only (srfi 13) string-index string-index-right string-skip string-skip-right)
          (except (srfi 130) string-index string-index-right string-skip string-skip-right))
  (begin
    ; (define-span (name s start end at) (find pred default) result): `at` is where the character stands that ends the span, or the default.
    (define-syntax define-span
      (syntax-rules ()
        ((_ (name s start end at) (find pred default) result)
         (define (name s pred . range)
           (check-string s (symbol->string 'name) 1)
           (let* ((start (optional range 0))
                  (end (if (and (pair? range) (pair? (cdr range))) (cadr range) (string-length s)))
                  (at (or (find s pred start end) default)))
             result)))))
    (define-span (string-take-while s start end at) (string-skip pred end) (substring s start at))
    (define-span (string-drop-while s start end at) (string-skip pred end) (substring s at end))
    (define-span (string-span s start end at) (string-skip pred end) (values (substring s start at) (substring s at end)))
    (define-span (string-break s start end at) (string-index pred end) (values (substring s start at) (substring s at end)))
    (define-span (string-take-while-right s start end at) (string-skip-right pred (- start 1)) (substring s (+ at 1) end))
    (define-span (string-drop-while-right s start end at) (string-skip-right pred (- start 1)) (substring s start (+ at 1)))
    (define (string-segment s k)
      (check-string s "string-segment" 1)
      (if (not (and (exact-integer? k) (positive? k))) (wrong-type "string-segment" 2 "a positive exact integer" k))
      (let ((n (string-length s)))
        (let loop ((i 0) (pieces '()))
          (if (>= i n)
              (reverse pieces)
              (loop (+ i k) (cons (substring s i (min n (+ i k))) pieces))))))))
