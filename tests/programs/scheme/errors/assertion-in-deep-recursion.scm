;; An error far down; the trace does not drown the message.
; exit: 1
(define (down n) (if (= n 0) (error "bottom reached") (+ 1 (down (- n 1)))))
(down 10000)
; error: bottom
