;; Building strings: string ports, lists of characters, appending, numbers in decimal, and a line-breaking formatter.
;; bench: large
;; size: iterations
;; quick: 2

(define size 15000)

(define words '("the" "quick" "brown" "fox" "jumps" "over" "a" "lazy" "dog" "and" "runs" "away"))

(define (by-port n)
  (let ((port (open-output-string)))
    (let loop ((i 0) (ws words))
      (cond ((= i n) (get-output-string port))
            ((null? ws) (loop i words))
            (else
             (write-char #\[ port)
             (display i port)
             (write-char #\space port)
             (write-string (car ws) port)
             (write-char #\] port)
             (loop (+ i 1) (cdr ws)))))))

(define (reverse-words text)
  (let ((end (string-length text)))
    (let loop ((i 0) (word '()) (all '()))
      (if (= i end)
          (list->string (apply append (cons word all)))
          (let ((c (string-ref text i)))
            (if (char=? c #\])
                (loop (+ i 1) '() (cons (reverse (cons c word)) all))
                (loop (+ i 1) (cons c word) all)))))))

;; Lines of at most so many characters.
(define (fill ws width n)
  (let loop ((i 0) (rest ws) (line "") (lines '()))
    (cond ((= i n) (reverse (cons line lines)))
          ((null? rest) (loop i ws line lines))
          ((> (+ 1 (string-length line) (string-length (car rest))) width)
           (loop (+ i 1) (cdr rest) (car rest) (cons line lines)))
          (else
           (loop (+ i 1) (cdr rest) (string-append line " " (car rest)) lines)))))

(define (upcase-first line)
  (if (= 0 (string-length line))
      line
      (string-append (string (char-upcase (string-ref line 0))) (substring line 1 (string-length line)))))

(define (checksum s)
  (let ((end (string-length s)))
    (let loop ((i 0) (h 0))
      (if (= i end) h (loop (+ i 1) (modulo (+ (* 31 h) (char->integer (string-ref s i))) 1000003))))))

(define (round-of-work)
  (let* ((text (by-port 300))
         (reversed (reverse-words text))
         (lines (map upcase-first (fill words 60 300))))
    (list (string-length text)
          (checksum reversed)
          (checksum (apply string-append lines))
          (length lines))))

(define (repeat count result)
  (if (= count 0) result (repeat (- count 1) (round-of-work))))

(display (repeat size '()))
(newline)
;; expect: (2790 242717 13517 25)
