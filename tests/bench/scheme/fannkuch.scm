;; Flipping pancakes: the most prefix reversals over all permutations, with an alternating checksum.
;; bench: floats
;; quick: 6

(define size 10)

(define (reverse-prefix! v last)
  (let loop ((i 0) (j last))
    (if (< i j)
        (let ((t (vector-ref v i)))
          (vector-set! v i (vector-ref v j))
          (vector-set! v j t)
          (loop (+ i 1) (- j 1))))))

;; How many flips until a one is on top; `work` is scratch space.
(define (count-flips perm work n)
  (do ((i 0 (+ i 1))) ((= i n))
    (vector-set! work i (vector-ref perm i)))
  (let loop ((flips 0))
    (let ((top (vector-ref work 0)))
      (if (= top 0)
          flips
          (begin (reverse-prefix! work top) (loop (+ flips 1)))))))

;; Moves the first element behind the next `r`.
(define (rotate-prefix! v r)
  (let ((first (vector-ref v 0)))
    (do ((i 0 (+ i 1))) ((= i r))
      (vector-set! v i (vector-ref v (+ i 1))))
    (vector-set! v r first)))

;; The next permutation in the order of counting; false after the last.
(define (next! perm counts n)
  (let loop ((r 1))
    (if (= r n)
        #f
        (begin
          (rotate-prefix! perm r)
          (let ((c (- (vector-ref counts r) 1)))
            (vector-set! counts r c)
            (if (> c 0)
                #t
                (begin
                  (vector-set! counts r (+ r 1))
                  (loop (+ r 1)))))))))

(define (fannkuch n)
  (let ((perm (make-vector n 0)) (work (make-vector n 0)) (counts (make-vector n 0)))
    (do ((i 0 (+ i 1))) ((= i n))
      (vector-set! perm i i)
      (vector-set! counts i (+ i 1)))
    (let loop ((most 0) (checksum 0) (sign 1))
      (let* ((flips (count-flips perm work n))
             (most (if (> flips most) flips most))
             (checksum (+ checksum (* sign flips))))
        (if (next! perm counts n)
            (loop most checksum (- sign))
            (begin
              (display checksum)
              (newline)
              (display most)
              (newline)))))))

(fannkuch size)
;; expect: 49
;; expect: 10
