;; SRFI 78: lightweight testing, in each mode.
(import (scheme base) (scheme write) (srfi 78) (srfi 42))
(check (+ 1 1) => 2)
(check (* 2 3) => 7)
(check 1.1 (=> (lambda (x y) (< (abs (- x y)) 1))) 1.5)
(check-ec (:range n 10) (+ n 1) => (+ 1 n))
(check-ec (:range n 5) (:range m 3) (* n m) => (* m n) (n m))
(check-ec (:range n 5) (square n) => (* n 2) (n))
(check-ec (+ 1 2) => 3)
(check-report)
;; expect: 
;; expect: (+ 1 1) => 2 ; correct
;; expect: 
;; expect: (* 2 3) => 6 ; *** failed ***
;; expect:  ; expected result: 7
;; expect: 
;; expect: 1.1 => 1.1 ; correct
;; expect: 
;; expect: (+ n 1) => 10 ; correct (10 cases checked)
;; expect: 
;; expect: (* n m) => 8 ; correct (15 cases checked)
;; expect: 
;; expect: (square n) => (let ((n 1)) (square n)) => 1 ; *** failed ***
;; expect:  ; expected result: 2
;; expect: 
;; expect: (+ 1 2) => 3 ; correct
;; expect: 
;; expect: ; *** checks *** : 5 correct, 2 failed. First failed example:
;; expect: 
;; expect: (* 2 3) => 6 ; *** failed ***
;; expect:  ; expected result: 7
(check-reset!)
(check-set-mode! 'report-failed)
(check 1 => 1)
(check 1 => 2)
(check-set-mode! 'summary)
(check 1 => 3)
(check-report)
(check-set-mode! 'off)
(check (error "not evaluated") => 1)
(check-report)
(write (list (check-passed? 1) (begin (check-reset!) (check-passed? 0))))
(newline)
;; expect: 
;; expect: 1 => 1 ; *** failed ***
;; expect:  ; expected result: 2
;; expect: 
;; expect: ; *** checks *** : 1 correct, 2 failed.
;; expect: (#f #t)
