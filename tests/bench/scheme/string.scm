;; Building, cutting and searching strings.
;; bench: calls
;; quick: 10

(define size 7000)

;; Doubles a string by appending pieces until it has `length` characters.
(define (grow s length)
  (if (< (string-length s) length)
      (let ((middle (quotient (string-length s) 2)))
        (grow (string-append "<" (substring s middle (string-length s)) "|" s "|" (substring s 0 middle) ">") length))
      s))

(define (find-char s c from)
  (let ((end (string-length s)))
    (let loop ((i from))
      (cond ((= i end) end)
            ((char=? (string-ref s i) c) i)
            (else (loop (+ i 1)))))))

(define (split s c)
  (let loop ((from 0) (pieces '()))
    (let ((to (find-char s c from)))
      (let ((pieces (cons (substring s from to) pieces)))
        (if (= to (string-length s))
            pieces
            (loop (+ to 1) pieces))))))

(define (reverse-string! s)
  (let loop ((i 0) (j (- (string-length s) 1)))
    (if (< i j)
        (let ((c (string-ref s i)))
          (string-set! s i (string-ref s j))
          (string-set! s j c)
          (loop (+ i 1) (- j 1)))
        s)))

(define (join pieces)
  (let loop ((pieces pieces) (s "") (count 0))
    (if (or (null? pieces) (= count 20))
        s
        (loop (cdr pieces) (string-append s (car pieces) ",") (+ count 1)))))

(define (checksum s)
  (let ((end (string-length s)))
    (let loop ((i 0) (h 7))
      (if (= i end)
          h
          (loop (+ i 1) (modulo (+ (* h 31) (char->integer (string-ref s i))) 1000003))))))

(define (run rounds)
  (let loop ((k 0) (sum 0))
    (if (= k rounds)
        sum
        (let* ((seed (string-append "abc" (number->string k)))
               (text (grow seed 5000))
               (joined (join (split text #\|))))
          (loop (+ k 1) (+ sum (checksum (reverse-string! text)) (string-length joined)))))))

(display (run size))
(newline)
;; expect: 5126816
