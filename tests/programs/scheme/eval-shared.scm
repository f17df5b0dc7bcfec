;; A form given to eval whose parts are shared so often that it would have 2^40 elements.
(import (scheme base) (scheme write) (scheme eval))
(define (tower n) (if (= n 0) 'x (let ((t (tower (- n 1)))) (cons t t))))
(define where (environment '(scheme base)))
(display (length (eval (list 'quote (list (tower 10) (tower 10))) where))) ; expect: 2
(newline)
(display (guard (e ((error-object? e) (error-object-message e))) (eval (list 'quote (tower 40)) where))) ; expect: eval: the form is too large
