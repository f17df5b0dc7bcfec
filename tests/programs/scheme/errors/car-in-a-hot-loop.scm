;; The error comes up in compiled code.
; exit: 1
(define (sum l n)
  (let loop ((i 0) (s 0))
    (if (= i n)
        s
        (loop (+ i 1)
              (+ s
                 (car l))))))
(display (sum '(1) 100))
(newline)
(sum '() 100)
; expect: 100
; error: car
; error: car-in-a-hot-loop.scm:9:
