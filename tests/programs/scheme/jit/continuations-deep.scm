;; Continuations captured and resumed in the middle of recursion: what lies below is native frames, written frames, captured ones.
(define (spin n) (if (= n 0) 'done (call/cc (lambda (k) (spin (- n 1))))))
(write (spin 20000)) (newline) ; expect: done
(define (spin-through n) (if (= n 0) 'done ((call/cc (lambda (k) (lambda () (spin-through (- n 1))))))))
(write (spin-through 2000)) (newline) ; expect: done
;; Out of a recursion whose frames nobody needs any more.
(define (sum-until l k) (cond ((null? l) 0) ((< (car l) 0) (k (list 'negative (car l)))) (else (+ (car l) (sum-until (cdr l) k)))))
(define (sums n)
  (let loop ((i 0) (all '()))
    (if (= i n)
        (list (car all) (cadr all) (length all))
        (loop (+ i 1) (cons (call/cc (lambda (k) (sum-until (list 1 2 3 4 5 6 7 (if (odd? i) (- i) i) 9) k))) all)))))
(write (sums 300)) (newline) ; expect: ((negative -299) 335 300)
;; Any number of values.
(define (values-through n)
  (let loop ((i 0) (s '()))
    (if (= i n)
        s
        (loop (+ i 1)
              (call-with-values (lambda () (call/cc (lambda (k) (case (modulo i 3) ((0) (k)) ((1) (k i)) (else (k i (+ i 1))))))) list)))))
(write (map values-through '(100 101 102))) (newline) ; expect: (() (100) (101 102))
;; Every level of a recursion is gone back to, with all that was below it.
(define points '())
(define (climb n)
  (if (= n 0)
      0
      (let ((here (call/cc (lambda (k) (set! points (cons (cons n k) points)) n))))
        (+ here (climb (- n 1))))))
(define (revisit n)
  (set! points '())
  (let* ((done '()) (total (climb n)))
    (set! done (cons total done))
    (if (< (length points) 2000)
        (let ((p (list-ref points (modulo (* 7 (length points)) n))))
          (if (< (apply + done) 100000) ((cdr p) 1000) (list total (car p))))
        (list total 'many))))
(write (revisit 12)) (newline) ; expect: (1077 1)
;; A tree walked by a recursion that is left and entered again at every leaf, while another counts along.
(define (make-walker tree)
  (define back #f)
  (define (walk t) (cond ((pair? t) (walk (car t)) (walk (cdr t)) 'walked) ((null? t) 'empty) (else (call/cc (lambda (k) (set! resume k) (back t))))))
  (define resume #f)
  (lambda ()
    (call/cc (lambda (k)
      (set! back k)
      (if resume (resume 'on) (begin (walk tree) (back 'end)))))))
(define (fringe tree)
  (let ((next (make-walker tree)))
    (let loop ((all '())) (let ((x (next))) (if (eq? x 'end) (reverse all) (loop (cons x all)))))))
(define (nest i n) (if (= i n) i (cons (list i) (cons (nest (+ i 1) n) '(x)))))
(define (fringes n) (let loop ((i 0) (f '())) (if (= i n) f (loop (+ i 1) (fringe (nest 0 (modulo i 9)))))))
(write (fringes 60)) (newline) ; expect: (0 1 2 3 4 5 x x x x x)
;; Exceptions pass captured frames.
(define (guarded n)
  (let loop ((i 0) (s 0))
    (if (= i n)
        s
        (loop (+ i 1)
              (+ s (guard (e ((number? e) e))
                     (+ 1 (call/cc (lambda (k) (if (odd? i) (raise i) (k (* 2 i))))))))))))
(write (guarded 200)) (newline) ; expect: 29900
(define (handled n)
  (let loop ((i 0) (s 0))
    (if (= i n)
        s
        (loop (+ i 1)
              (+ s (call/cc (lambda (k)
                     (with-exception-handler (lambda (e) (k (+ e 1))) (lambda () (+ 5 (call/cc (lambda (again) (raise i)))))))))))))
(write (handled 200)) (newline) ; expect: 20100
;; Frames with many slots, and one continuation used from two others.
(define (wide a b c d e f g h)
  (let* ((x (+ a b)) (y (* c d)) (z (call/cc (lambda (k) (if (even? a) (k (- e f)) (+ g h))))) (w (list x y z a b c d e f g h)))
    (apply + (call/cc (lambda (k) (k w))))))
(define (wides n) (let loop ((i 0) (s 0)) (if (= i n) s (loop (+ i 1) (+ s (wide i 1 2 3 4 5 6 7))))))
(write (wides 200)) (newline) ; expect: 48000
;; The last form's continuation is the host.
(call/cc (lambda (k) (for-each (lambda (i) (if (= i 3) (k i))) '(1 2 3 4)) (display "not reached")))
