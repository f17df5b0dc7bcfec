;; The triangle of fifteen holes and fourteen pegs: all ways to jump until one is left, on vectors.
;; bench: large
;; size: iterations
;; quick: 1

(define size 12)

;; With the small input some of the pegs are taken away at first.
(define holes (if (< size 2) 12 15))

;; A jump: from over a peg to a hole, by numbers of holes counted row by row.
(define jumps
  (list->vector
    (let ((lines '((0 1 3) (0 2 5) (1 3 6) (1 4 8) (2 4 7) (2 5 9) (3 4 5) (3 6 10) (3 7 12) (4 7 11) (4 8 13)
                   (5 8 12) (5 9 14) (6 7 8) (7 8 9) (10 11 12) (11 12 13) (12 13 14))))
      (append (map list->vector lines)
              (map (lambda (line) (list->vector (reverse line))) lines)))))

(define board (make-vector 15 1))
(define solutions 0)
(define tried 0)

(define (jump! jump from-value over-value to-value)
  (vector-set! board (vector-ref jump 0) from-value)
  (vector-set! board (vector-ref jump 1) over-value)
  (vector-set! board (vector-ref jump 2) to-value))

(define (possible? jump)
  (and (= 1 (vector-ref board (vector-ref jump 0)))
       (= 1 (vector-ref board (vector-ref jump 1)))
       (= 0 (vector-ref board (vector-ref jump 2)))))

(define (try pegs)
  (if (= pegs 1)
      (set! solutions (+ solutions 1))
      (do ((i 0 (+ i 1))) ((= i (vector-length jumps)))
        (let ((jump (vector-ref jumps i)))
          (if (possible? jump)
              (begin
                (set! tried (+ tried 1))
                (jump! jump 0 0 1)
                (try (- pegs 1))
                (jump! jump 1 1 0)))))))

(define (solve)
  (set! solutions 0)
  (set! tried 0)
  (do ((i 0 (+ i 1))) ((= i 15))
    (vector-set! board i (if (or (= i 4) (>= i holes)) 0 1)))
  (try (- holes 1)))

(do ((i 0 (+ i 1))) ((= i size)) (solve))
(display solutions)
(display " ")
(display tried)
(newline)
;; expect: 962 24588
