;; SRFI 14: the standard sets that are computed from the whole of Unicode.
;; Too long for the modes that check everything at every step: only the two smallest questions are asked.
(import (scheme base) (srfi 14) (check))
(check (map (lambda (c) (char-set-contains? char-set:digit c)) '(#\0 #\9 #\a #\x0664)) => '(#t #t #f #t))
(check (list (char-set-contains? char-set:digit #\x) (char-set-size (char-set-intersection char-set:digit char-set:ascii))) => '(#f 10))
(report)
;; expect: 2 passed
