;; (chibi test), as programs bring their tests for it.
(import (scheme base) (scheme write) (chibi test))
(test-begin "arithmetic")
(test 4 (+ 2 2))
(test "named" 3.0 (+ 1.0 2.0000001))
(test '(1 2.5) (list 1 2.5000001))
(test #t (= 1 1))
(test-assert (positive? 5))
(test-assert "named" (positive? 5))
(test-not (positive? -5))
(test-error (car 5))
(test-error "named" (vector-ref (vector 1) 1))
(test-values (values 1 2) (values 1 2))
(test-equal eqv? 'a 'a)
(test-group "failures"
  (test 5 (+ 2 2))
  (test "name" '(a) (list 'b))
  (test +nan.0 (/ 0. 0.))
  (test 1 1.0000001)
  (test 'a (raise 'b)))
(test-end)
(write (test-failure-count)) (newline)
(test-exit)
;; expect: %%%% Starting test arithmetic
;; expect: FAIL arithmetic: failures: (+ 2 2)
;; expect:   expected: 5
;; expect:   got: 4
;; expect: FAIL arithmetic: failures: name
;; expect:   expected: (a)
;; expect:   got: (b)
;; expect: FAIL arithmetic: failures: (raise 'b)
;; expect:   expected: a
;; expect:   error: b
;; expect: # of expected passes      13
;; expect: # of unexpected failures  3
;; expect: 3
;; exit: 1
