;; All solutions of the queens problem, placements kept as lists of columns.
;; bench: calls
;; quick: 6

(define size 11)

(define (iota-down n)
  (let loop ((i 1) (acc '()))
    (if (> i n) acc (loop (+ i 1) (cons i acc)))))

;; Is `column` safe from the queens of the rows before, the nearest first?
(define (safe? column distance placed)
  (or (null? placed)
      (let ((other (car placed)))
        (and (not (= other column))
             (not (= other (+ column distance)))
             (not (= other (- column distance)))
             (safe? column (+ distance 1) (cdr placed))))))

;; `candidates` are the columns to try in this row; `rejected` those already tried, still free for later rows.
(define (solutions candidates rejected placed)
  (if (null? candidates)
      (if (null? rejected) 1 0)
      (+ (if (safe? (car candidates) 1 placed)
             (solutions (append (cdr candidates) rejected) '() (cons (car candidates) placed))
             0)
         (if (null? (cdr candidates))
             0
             (solutions (cdr candidates) (cons (car candidates) rejected) placed)))))

(define (repeat count total)
  (if (= count 0)
      total
      (repeat (- count 1) (+ total (solutions (iota-down size) '() '())))))

(display (repeat 25 0))
(newline)
;; expect: 100
