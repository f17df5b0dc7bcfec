;; An environment made at run time loads the libraries that it imports; they are loaded once.
;; limits: -I libraries
(import (scheme base) (scheme eval) (scheme write))
(write (eval '(fold + 0 '(1 2 3)) (environment '(scheme base) '(srfi 1)))) (newline) ; expect: 6
(write (eval '(f '(1 2)) (environment '(rename (only (srfi 1) first) (first f)) '(scheme base)))) (newline) ; expect: 1
(write (eval '(area (square 3)) (environment '(my shapes)))) (newline) ; expect: 9
(write (guard (e (#t (error-object? e))) (environment '(no such library)))) (newline) ; expect: #t
(write (guard (e (#t (error-object? e))) (environment '(cyclic a)))) (newline) ; expect: #t
