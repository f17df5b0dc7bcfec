;; Mutual recursion: parity by tail calls, a state machine over characters, Hofstadter's sequences.
;; bench: large
;; size: iterations
;; quick: 2

(define size 4000)

(define (my-even? n) (if (= n 0) #t (my-odd? (- n 1))))
(define (my-odd? n) (if (= n 0) #f (my-even? (- n 1))))

;; A machine for numbers with signs, points and exponents: counts those that are well-formed.
(define text "12 -3.5 +7e10 . 1.2.3 -e4 99e-2 0.001 5e 17 --4 +.5 8.e1 3.14159e+2 ")

(define (start i n)
  (if (= i (string-length text))
      n
      (let ((c (string-ref text i)))
        (cond ((char=? c #\space) (start (+ i 1) n))
              ((char-numeric? c) (digits (+ i 1) n))
              ((or (char=? c #\+) (char=? c #\-)) (sign (+ i 1) n))
              ((char=? c #\.) (point (+ i 1) n))
              (else (skip (+ i 1) n))))))
(define (sign i n)
  (let ((c (string-ref text i)))
    (cond ((char-numeric? c) (digits (+ i 1) n))
          ((char=? c #\.) (point (+ i 1) n))
          (else (skip i n)))))
(define (digits i n)
  (let ((c (string-ref text i)))
    (cond ((char=? c #\space) (start (+ i 1) (+ n 1)))
          ((char-numeric? c) (digits (+ i 1) n))
          ((char=? c #\.) (fraction (+ i 1) n))
          ((char=? c #\e) (exponent (+ i 1) n))
          (else (skip i n)))))
(define (point i n)
  (if (char-numeric? (string-ref text i)) (fraction (+ i 1) n) (skip i n)))
(define (fraction i n)
  (let ((c (string-ref text i)))
    (cond ((char=? c #\space) (start (+ i 1) (+ n 1)))
          ((char-numeric? c) (fraction (+ i 1) n))
          ((char=? c #\e) (exponent (+ i 1) n))
          (else (skip i n)))))
(define (exponent i n)
  (let ((c (string-ref text i)))
    (cond ((char-numeric? c) (power (+ i 1) n))
          ((or (char=? c #\+) (char=? c #\-)) (power-digit (+ i 1) n))
          (else (skip i n)))))
(define (power-digit i n)
  (if (char-numeric? (string-ref text i)) (power (+ i 1) n) (skip i n)))
(define (power i n)
  (let ((c (string-ref text i)))
    (cond ((char=? c #\space) (start (+ i 1) (+ n 1)))
          ((char-numeric? c) (power (+ i 1) n))
          (else (skip i n)))))
(define (skip i n)
  (if (char=? (string-ref text i) #\space) (start (+ i 1) n) (skip (+ i 1) n)))

;; The female and the male sequence.
(define (female n) (if (= n 0) 1 (- n (male (female (- n 1))))))
(define (male n) (if (= n 0) 0 (- n (female (male (- n 1))))))

(define (machines count sum)
  (if (= count 0) sum (machines (- count 1) (+ sum (start 0 0)))))

(define (repeat count result)
  (if (= count 0)
      result
      (repeat (- count 1)
              (list (my-even? 100000) (machines 300 0) (female 22) (male 22)))))

(display (repeat size '()))
(newline)
;; expect: (#t 2700 14 14)
