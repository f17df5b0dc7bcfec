;; A reader and writer of JSON: values to data (objects are association lists behind a tag), strings with every escape, errors with
;; positions, numbers in all notations, pretty printing.
(import (scheme base) (scheme write) (scheme char) (scheme inexact))

;; ---- reading

(define-record-type json-error
  (make-json-error message line column)
  json-error?
  (message json-error-message)
  (line json-error-line)
  (column json-error-column))

(define-record-type source
  (%make-source port line column)
  source?
  (port source-port)
  (line source-line set-source-line!)
  (column source-column set-source-column!))

(define (string->source s) (%make-source (open-input-string s) 1 1))
(define (peek src) (peek-char (source-port src)))
(define (next! src)
  (let ((c (read-char (source-port src))))
    (cond ((eof-object? c) c)
          ((char=? c #\newline)
           (set-source-line! src (+ 1 (source-line src)))
           (set-source-column! src 1)
           c)
          (else (set-source-column! src (+ 1 (source-column src))) c))))
(define (fail src . parts)
  (raise (make-json-error (apply string-append parts) (source-line src) (source-column src))))
(define (show-char c) (if (eof-object? c) "end of text" (string #\' c #\')))

(define (skip-space! src)
  (let ((c (peek src)))
    (when (and (char? c) (memv c '(#\space #\tab #\newline #\return)))
      (next! src)
      (skip-space! src))))

(define (expect! src c)
  (let ((got (peek src)))
    (if (eqv? got c)
        (next! src)
        (fail src "expected " (show-char c) ", found " (show-char got)))))

(define (read-word src word value)
  (string-for-each (lambda (c) (expect! src c)) word)
  value)

(define (read-value src)
  (skip-space! src)
  (let ((c (peek src)))
    (cond ((eof-object? c) (fail src "unexpected end of text"))
          ((char=? c #\{) (next! src) (cons 'object (read-members src)))
          ((char=? c #\[) (next! src) (list->vector (read-elements src)))
          ((char=? c #\") (next! src) (read-text src))
          ((char=? c #\t) (read-word src "true" #t))
          ((char=? c #\f) (read-word src "false" #f))
          ((char=? c #\n) (read-word src "null" 'null))
          ((or (char=? c #\-) (char<=? #\0 c #\9)) (read-number src))
          (else (fail src "unexpected " (show-char c))))))

(define (read-list src close read-one)
  (skip-space! src)
  (if (eqv? (peek src) close)
      (begin (next! src) '())
      (let loop ((items (list (read-one src))))
        (skip-space! src)
        (let ((c (peek src)))
          (cond ((eqv? c #\,) (next! src) (loop (cons (read-one src) items)))
                ((eqv? c close) (next! src) (reverse items))
                (else (fail src "expected ',' or " (show-char close) ", found " (show-char c))))))))

(define (read-elements src) (read-list src #\] read-value))
(define (read-members src)
  (read-list src #\}
             (lambda (src)
               (skip-space! src)
               (expect! src #\")
               (let ((key (read-text src)))
                 (skip-space! src)
                 (expect! src #\:)
                 (cons key (read-value src))))))

(define (read-hex src)
  (do ((i 0 (+ i 1))
       (n 0 (let ((d (and (char? (peek src)) (string->number (string (peek src)) 16))))
              (unless d (fail src "bad digit in \\u"))
              (next! src)
              (+ (* n 16) d))))
      ((= i 4) n)))

(define (read-escape src)
  (let ((c (next! src)))
    (case c
      ((#\" #\\ #\/) c)
      ((#\b) #\backspace)
      ((#\f) #\x0c)
      ((#\n) #\newline)
      ((#\r) #\return)
      ((#\t) #\tab)
      ((#\u)
       (let ((n (read-hex src)))
         (cond ((<= #xd800 n #xdbff)
                (expect! src #\\)
                (expect! src #\u)
                (let ((low (read-hex src)))
                  (unless (<= #xdc00 low #xdfff) (fail src "lone surrogate"))
                  (integer->char (+ #x10000 (* (- n #xd800) #x400) (- low #xdc00)))))
               ((<= #xdc00 n #xdfff) (fail src "lone surrogate"))
               (else (integer->char n)))))
      (else (fail src "bad escape")))))

(define (read-text src)
  (let ((out (open-output-string)))
    (let loop ()
      (let ((c (next! src)))
        (cond ((eof-object? c) (fail src "unterminated string"))
              ((char=? c #\") (get-output-string out))
              ((char=? c #\\) (write-char (read-escape src) out) (loop))
              ((char<? c #\space) (fail src "control character in string"))
              (else (write-char c out) (loop)))))))

(define (read-number src)
  (define out (open-output-string))
  (define (take!) (write-char (next! src) out))
  (define (digits!)
    (unless (and (char? (peek src)) (char<=? #\0 (peek src) #\9)) (fail src "expected a digit, found " (show-char (peek src))))
    (let loop ()
      (when (and (char? (peek src)) (char<=? #\0 (peek src) #\9)) (take!) (loop))))
  (when (eqv? (peek src) #\-) (take!))
  (if (eqv? (peek src) #\0) (take!) (digits!))
  (when (eqv? (peek src) #\.) (take!) (digits!))
  (when (memv (peek src) '(#\e #\E))
    (take!)
    (when (memv (peek src) '(#\+ #\-)) (take!))
    (digits!))
  (string->number (get-output-string out)))

(define (parse-json text)
  (let* ((src (string->source text)) (value (read-value src)))
    (skip-space! src)
    (unless (eof-object? (peek src)) (fail src "text behind the value"))
    value))

;; ---- writing

(define (write-text s out)
  (write-char #\" out)
  (string-for-each
   (lambda (c)
     (case c
       ((#\") (write-string "\\\"" out))
       ((#\\) (write-string "\\\\" out))
       ((#\newline) (write-string "\\n" out))
       ((#\tab) (write-string "\\t" out))
       (else
        (if (char<? c #\space)
            (let ((hex (number->string (char->integer c) 16)))
              (write-string "\\u" out)
              (write-string (make-string (- 4 (string-length hex)) #\0) out)
              (write-string hex out))
            (write-char c out)))))
   s)
  (write-char #\" out))

(define (write-json value out indent)
  (define (line level)
    (when indent
      (newline out)
      (write-string (make-string (* indent level) #\space) out)))
  (define (sequence open close items level write-item)
    (write-string open out)
    (let loop ((items items) (first #t))
      (unless (null? items)
        (unless first (write-string "," out))
        (line (+ level 1))
        (write-item (car items) (+ level 1))
        (loop (cdr items) #f)))
    (unless (null? items) (line level))
    (write-string close out))
  (let walk ((value value) (level 0))
    (cond ((eq? value #t) (write-string "true" out))
          ((eq? value #f) (write-string "false" out))
          ((eq? value 'null) (write-string "null" out))
          ((string? value) (write-text value out))
          ((exact-integer? value) (write value out))
          ((and (real? value) (finite? value)) (write (inexact value) out))
          ((vector? value) (sequence "[" "]" (vector->list value) level walk))
          ((and (pair? value) (eq? (car value) 'object))
           (sequence "{" "}" (cdr value) level
                     (lambda (member level)
                       (write-text (car member) out)
                       (write-string (if indent ": " ":") out)
                       (walk (cdr member) level))))
          (else (error "not representable in JSON:" value)))))

(define (json->string value . indent)
  (let ((out (open-output-string)))
    (write-json value out (if (pair? indent) (car indent) #f))
    (get-output-string out)))

(define (json-ref value . path)
  (cond ((null? path) value)
        ((exact-integer? (car path)) (apply json-ref (vector-ref value (car path)) (cdr path)))
        ((assoc (car path) (cdr value)) => (lambda (member) (apply json-ref (cdr member) (cdr path))))
        (else 'missing)))

;; ---- trying it

(define (try text)
  (write text)
  (display " => ")
  (guard (e ((json-error? e)
             (display (json-error-message e))
             (display " at ")
             (display (json-error-line e))
             (display ":")
             (display (json-error-column e)))
            ((error-object? e) (display (error-object-message e))))
    (write (parse-json text)))
  (newline))

(for-each try
  '("[]" "{}" " [1, 2.5, -3e2, 0, -0.5E-1] " "{\"a\": [true, false, null], \"b\": {\"c\": \"d\"}}"
    "\"\\u0041\\n\\\"\\/\\ud83d\\ude00\"" "[1,]" "[1 2]" "{\"a\" 1}" "{a: 1}" "tru" "\"abc" "01" "-" "1.e5" "[1]\n  x" "\"\\ud800\"" "" "\"\\x\""))

(define document
  (parse-json "{\"name\": \"vm\", \"tags\": [\"a\\tb\", \"\\u00e9\"], \"nested\": {\"empty\": [], \"none\": {}, \"deep\": [[1], [2, [3]]]}, \"pi\": 3.25}"))
(display (json->string document)) (newline)
(display (json->string document 2)) (newline)
(write (equal? document (parse-json (json->string document 4)))) (newline)
(write (list (json-ref document "nested" "deep" 1 1 0) (json-ref document "tags" 1) (json-ref document "absent")))
(newline)

;; Something large: 100 records there and back.
(define (make-record i)
  (list 'object (cons "id" i) (cons "name" (string-append "item " (number->string i)))
        (cons "scores" (vector (* i 1.5) (- i) (even? i))) (cons "parent" (if (zero? (modulo i 3)) 'null (quotient i 3)))))
(define large (let loop ((i 0) (l '())) (if (= i 100) (list->vector (reverse l)) (loop (+ i 1) (cons (make-record i) l)))))
(define text (json->string large))
(write (list (string-length text) (equal? (parse-json text) large))) (newline)

;; expect: "[]" => #()
;; expect: "{}" => (object)
;; expect: " [1, 2.5, -3e2, 0, -0.5E-1] " => #(1 2.5 -300.0 0 -0.05)
;; expect: "{\"a\": [true, false, null], \"b\": {\"c\": \"d\"}}" => (object ("a" . #(#t #f null)) ("b" object ("c" . "d")))
;; expect: "\"\\u0041\\n\\\"\\/\\ud83d\\ude00\"" => "A\n\"/😀"
;; expect: "[1,]" => unexpected ']' at 1:4
;; expect: "[1 2]" => expected ',' or ']', found '2' at 1:4
;; expect: "{\"a\" 1}" => expected ':', found '1' at 1:6
;; expect: "{a: 1}" => expected '"', found 'a' at 1:2
;; expect: "tru" => expected 'e', found end of text at 1:4
;; expect: "\"abc" => unterminated string at 1:5
;; expect: "01" => text behind the value at 1:2
;; expect: "-" => expected a digit, found end of text at 1:2
;; expect: "1.e5" => expected a digit, found 'e' at 1:3
;; expect: "[1]\n  x" => text behind the value at 2:3
;; expect: "\"\\ud800\"" => expected '\', found '"' at 1:8
;; expect: "" => unexpected end of text at 1:1
;; expect: "\"\\x\"" => bad escape at 1:4
;; expect: {"name":"vm","tags":["a\tb","é"],"nested":{"empty":[],"none":{},"deep":[[1],[2,[3]]]},"pi":3.25}
;; expect: {
;; expect:   "name": "vm",
;; expect:   "tags": [
;; expect:     "a\tb",
;; expect:     "é"
;; expect:   ],
;; expect:   "nested": {
;; expect:     "empty": [],
;; expect:     "none": {},
;; expect:     "deep": [
;; expect:       [
;; expect:         1
;; expect:       ],
;; expect:       [
;; expect:         2,
;; expect:         [
;; expect:           3
;; expect:         ]
;; expect:       ]
;; expect:     ]
;; expect:   },
;; expect:   "pi": 3.25
;; expect: }
;; expect: #t
;; expect: (3 "é" missing)
;; expect: (6494 #t)
