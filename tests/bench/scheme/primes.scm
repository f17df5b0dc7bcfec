;; Primes by filtering a list of the integers with each prime found, recursively.
;; bench: calls
;; quick: 100

(define size 120000)

(define (interval low high)
  (let loop ((i high) (l '()))
    (if (< i low) l (loop (- i 1) (cons i l)))))

(define (remove-multiples n l)
  (cond ((null? l) '())
        ((= (remainder (car l) n) 0) (remove-multiples n (cdr l)))
        (else (cons (car l) (remove-multiples n (cdr l))))))

(define (sieve l)
  (if (null? l)
      '()
      (cons (car l) (sieve (remove-multiples (car l) (cdr l))))))

(let ((primes (sieve (interval 2 size))))
  (display (length primes))
  (display " ")
  (display (apply + primes))
  (newline))
;; expect: 25 1060
