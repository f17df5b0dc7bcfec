;; Imports a library that is found beside it, from the folder under which it was found itself.
(define-library (my shapes)
  (export area (rename make-square square))
  (import (scheme base) (my deep v3.5-areas))
  (begin
    (define (make-square n) (list 'square n))
    (define (area shape) (if (eq? (car shape) 'square) (square-area (cadr shape)) 0))))
