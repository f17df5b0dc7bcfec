;; Generators by continuations that are re-entered: the leaves of two trees are compared one by one, each tree walked by a
;; coroutine of its own.
;; bench: control
;; size: iterations
;; quick: 2

(define size 25000)

;; A procedure that gives the next value each time it is called, then the end mark.
(define end (list 'end))

(define (make-generator walk)
  (define return #f)
  (define (resume)
    (walk (lambda (value)
            (call-with-current-continuation
              (lambda (rest)
                (set! resume (lambda () (rest #f)))
                (return value)))))
    (set! resume (lambda () (return end)))
    (return end))
  (lambda ()
    (call-with-current-continuation
      (lambda (k)
        (set! return k)
        (resume)))))

(define (walk-tree tree)
  (lambda (yield)
    (let walk ((t tree))
      (if (pair? t)
          (begin
            (walk (car t))
            (walk (cdr t)))
          (if (not (null? t)) (yield t))))))

(define (same-fringe? a b)
  (let ((next-a (make-generator (walk-tree a))) (next-b (make-generator (walk-tree b))))
    (let loop ((n 0))
      (let ((x (next-a)) (y (next-b)))
        (cond ((not (eqv? x y)) (- -1 n))
              ((eq? x end) n)
              (else (loop (+ n 1))))))))

(define (balanced from to)
  (if (= (+ from 1) to)
      from
      (let ((middle (quotient (+ from to) 2)))
        (cons (balanced from middle) (balanced middle to)))))

(define (linear from to)
  (if (= from to) '() (cons from (linear (+ from 1) to))))

(define a (balanced 0 200))
(define b (linear 0 200))
(define c (append (linear 0 150) (linear 151 200)))

(define (repeat count total)
  (if (= count 0)
      total
      (repeat (- count 1) (+ total (same-fringe? a b) (same-fringe? a c)))))

(display (repeat size 0))
(newline)
;; expect: 98
