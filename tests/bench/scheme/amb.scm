;; The queens by a nondeterministic choice: amb keeps the continuations of its alternatives, and failing goes back to the
;; latest.
;; bench: control
;; size: iterations
;; quick: 1

(define size 60)

(define board (if (< size 2) 6 8))

(define alternatives '())

(define (fail!)
  (if (null? alternatives)
      (error "no alternative is left of" board)
      (let ((k (car alternatives)))
        (set! alternatives (cdr alternatives))
        (k 'again))))

;; One of the numbers from .. to-1: the next one each time the program fails.
(define (choose from to)
  (if (= from to)
      (fail!)
      (call-with-current-continuation
        (lambda (return)
          (call-with-current-continuation
            (lambda (retry)
              (set! alternatives (cons retry alternatives))
              (return from)))
          (choose (+ from 1) to)))))

(define (safe? column distance placed)
  (or (null? placed)
      (let ((other (car placed)))
        (and (not (= other column))
             (not (= (abs (- other column)) distance))
             (safe? column (+ distance 1) (cdr placed))))))

(define (require condition) (if (not condition) (fail!)))

(define (place row placed)
  (if (= row board)
      placed
      (let ((column (choose 0 board)))
        (require (safe? column 1 placed))
        (place (+ row 1) (cons column placed)))))

;; All solutions: each is counted, then fails.
(define (count-solutions)
  (let ((count 0))
    (set! alternatives '())
    (call-with-current-continuation
      (lambda (done)
        (set! alternatives (list done))
        (place 0 '())
        (set! count (+ count 1))
        (fail!)))
    count))

(define (repeat count result)
  (if (= count 0) result (repeat (- count 1) (count-solutions))))

(display (repeat size 0))
(newline)
;; expect: 4
