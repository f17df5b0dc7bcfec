;; Counting with hash tables: pseudo-random integers as keys, then strings as keys.
;; bench: calls
;; quick: 1000

(define size 4000000)

(define seed 42)

(define (next-random! limit)
  (set! seed (modulo (+ (* seed 1103515245) 12345) 2147483648))
  (modulo (quotient seed 256) limit))

(define (count-integers n)
  (let ((table (make-hash-table)))
    (do ((i 0 (+ i 1))) ((= i n) table)
      (let ((key (next-random! 50000)))
        (hash-table-set! table key (+ 1 (hash-table-ref/default table key 0)))))))

(define (count-strings n)
  (let ((table (make-hash-table)))
    (do ((i 0 (+ i 1))) ((= i n) table)
      (let ((key (number->string (next-random! 5000))))
        (hash-table-set! table key (+ 1 (hash-table-ref/default table key 0)))))))

(let* ((integers (count-integers size))
       (strings (count-strings (quotient size 10))))
  (display (hash-table-size integers))
  (display " ")
  (display (hash-table-ref/default integers 4711 0))
  (display " ")
  (display (hash-table-size strings))
  (display " ")
  (display (hash-table-ref/default strings "42" 0))
  (newline))
;; expect: 991 0 100 0
