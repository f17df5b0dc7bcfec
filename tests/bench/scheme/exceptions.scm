;; Handlers installed, exceptions raised through some frames and caught, and cleanups run by dynamic-wind.
;; bench: control
;; size: iterations
;; quick: 50

(define size 3000000)

(define entered 0)
(define left 0)

(define (checked-quotient a b)
  (if (= b 0)
      (raise 'division)
      (quotient a b)))

(define (deep n f)
  (if (= n 0) (f) (+ 1 (deep (- n 1) f))))

(define (with-cleanup thunk)
  (dynamic-wind
    (lambda () (set! entered (+ entered 1)))
    thunk
    (lambda () (set! left (+ left 1)))))

(define (try i)
  (guard (e ((eq? e 'division) -1)
            ((pair? e) (cdr e)))
    (with-cleanup
      (lambda ()
        (case (modulo i 4)
          ((0) (deep 5 (lambda () (checked-quotient i 0))))
          ((1) (deep 5 (lambda () (checked-quotient i 3))))
          ((2) (raise (cons 'value i)))
          (else (deep 2 (lambda () (guard (e ((string? e) 7)) (raise (cons 'outer 3)))))))))))

(define (repeat i total)
  (if (= i size) total (repeat (+ i 1) (+ total (try i)))))

(display (repeat 0 0))
(display " ")
(display (= entered left size))
(newline)
;; expect: 480 #t
