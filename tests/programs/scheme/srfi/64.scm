;; SRFI 64: the simple runner's output, counts and results, groups, specifiers, callbacks.
(import (scheme base) (scheme write) (srfi 64))

;; What the simple runner prints.
(test-begin "all")
(test-assert "true" #t)
(test-assert (= 1 1))
(test-eqv "eqv" 3 (+ 1 2))
(test-eq 'a (car '(a)))
(test-equal "equal" '(1 "a") (list 1 "a"))
(test-approximate "near" 1.0 1.001 0.01)
(test-approximate 1.0 1.5 0.01)
(test-error "any" #t (car 1))
(test-error error-object? (car 1))
(test-error (vector-ref (vector) 0))
(test-error "no error" #t 5)
(test-error "other type" string? (raise 'a))
(test-equal "different" '(1 2) (list 1 3))
(test-assert "raises" (error "bad thing:" 1 "two"))
(test-group "inner"
  (test-equal 4 (* 2 2))
  (define x 5)
  (test-eqv "in a group" 6 x))
(test-expect-fail "known")
(test-eqv "known" 1 2)
(test-expect-fail 1)
(test-eqv "surprise" 1 1)
(test-skip "never")
(test-assert "never" (error "not evaluated"))
(test-end "all")
;; expect: %%%% Starting test all
;; expect: FAIL all: 1.5
;; expect:   expected: 1.0
;; expect:   got: 1.5
;; expect: FAIL all: no error
;; expect:   expected error: #t
;; expect:   got: 5
;; expect: FAIL all: other type
;; expect:   expected error: #<procedure string?>
;; expect:   error: a
;; expect: FAIL all: different
;; expect:   expected: (1 2)
;; expect:   got: (1 3)
;; expect: FAIL all: raises
;; expect:   error: bad thing: 1 "two"
;; expect: FAIL all: inner: in a group
;; expect:   expected: 6
;; expect:   got: 5
;; expect: XPASS all: surprise
;; expect:   expected: 1
;; expect:   got: 1
;; expect: # of expected passes      10
;; expect: # of expected failures    1
;; expect: # of unexpected successes 1
;; expect: # of unexpected failures  6
;; expect: # of skipped tests        1

;; The runner leaves with the group that brought it.
(write (test-runner-current)) (newline)
;; expect: #f

;; A runner of one's own, with every callback.
(define (show . all) (for-each (lambda (x) (display x) (display " ")) all) (newline))
(define (logging-runner)
  (let ((r (test-runner-null)))
    (test-runner-on-group-begin! r (lambda (r name count) (show 'group-begin name count)))
    (test-runner-on-group-end! r (lambda (r) (show 'group-end (test-runner-group-path r) (test-runner-group-stack r))))
    (test-runner-on-test-begin! r (lambda (r) (show 'test-begin (test-runner-test-name r) (test-result-kind r))))
    (test-runner-on-test-end! r (lambda (r) (show 'test-end (test-runner-test-name r) (test-result-kind r) (test-passed? r)
                                                  (test-result-ref r 'expected-value 'none) (test-result-ref r 'actual-value 'none))))
    (test-runner-on-bad-count! r (lambda (r n expected) (show 'bad-count n expected)))
    (test-runner-on-bad-end-name! r (lambda (r begun ended) (show 'bad-end-name begun ended)))
    (test-runner-on-final! r (lambda (r) (show 'final (test-runner-pass-count r) (test-runner-fail-count r) (test-runner-xpass-count r)
                                               (test-runner-xfail-count r) (test-runner-skip-count r))))
    r))
(test-with-runner (logging-runner)
  (test-begin "outer" 3)
  (test-eqv "one" 1 1)
  (test-begin "inner" 2)
  (test-skip (test-match-all "two" (test-match-nth 1)))
  (test-equal "two" 2 3)
  (test-equal "two" 2 3)
  (test-end "inner")
  (test-expect-fail (test-match-any "three" "four"))
  (test-equal "three" 3 4)
  (test-end "oops"))
;; expect: group-begin outer 3 
;; expect: test-begin one #f 
;; expect: test-end one pass #t 1 1 
;; expect: group-begin inner 2 
;; expect: test-begin two skip 
;; expect: test-end two skip #f none none 
;; expect: test-begin two #f 
;; expect: test-end two fail #f 2 3 
;; expect: group-end (outer inner) (inner outer) 
;; expect: test-begin three xfail 
;; expect: test-end three xfail #f 3 4 
;; expect: bad-end-name outer oops 
;; expect: group-end (outer) (outer) 
;; expect: final 1 1 0 1 1 

;; Chosen tests; skipped groups; clean-up whatever happens.
(define (suite)
  (test-begin "s")
  (test-assert "a" #t)
  (test-assert "b" #t)
  (test-group "c" (test-assert "d" #t))
  (test-end))
(define (counts r) (list (test-runner-pass-count r) (test-runner-skip-count r)))
(define (run . specifiers)
  (let ((r (test-runner-null)))
    (apply test-apply r (append specifiers (list suite)))
    (counts r)))
(show (run) (run "a") (run 2) (run "a" (test-match-name "b")) (run (test-match-any "c" "d")))
;; expect: (3 0) (1 2) (2 1) (2 1) (1 2) 

;; A group's count: inner groups count once, or test by test.
(define (counted n)
  (let ((r (test-runner-null)) (bad #f))
    (test-runner-on-bad-count! r (lambda (r count expected) (set! bad count)))
    (test-with-runner r
      (test-begin "outer" n)
      (test-group "inner" (test-assert #t) (test-assert #t))
      (test-skip "skipped")
      (test-group "skipped" (test-assert #t))
      (test-assert #t)
      (test-end))
    bad))
(show (map counted '(2 3 4 5)))
;; expect: (3 #f #f 3) 
(test-with-runner (test-runner-null)
  (test-begin "cleanup")
  (show (call/cc (lambda (k) (test-group-with-cleanup "g" (test-assert #t) (k 'escaped) (show 'cleaned)))))
  (test-skip "hidden")
  (test-group "hidden" (show 'not-run))
  (show (test-runner-group-path (test-runner-get)))
  (test-end))
;; expect: cleaned 
;; expect: escaped 
;; expect: (cleanup) 

;; Results as an association list; the auxiliary value; reset.
(define r (test-runner-null))
(test-runner-aux-value! r 'mine)
(parameterize ((test-runner-current r))
  (test-equal "named" 1 (+ 0 1))
  (show (test-result-alist r) (test-runner-aux-value r))
  (test-result-set! r 'extra 5)
  (show (test-result-ref r 'extra) (test-result-ref r 'absent) (test-result-ref r 'absent 'default))
  (test-result-remove r 'extra)
  (show (test-result-ref r 'extra))
  (test-result-clear r)
  (show (test-result-alist r))
  (test-runner-reset r)
  (show (counts r)))
;; expect: ((test-name . named) (source-form + 0 1) (expected-value . 1) (actual-value . 1) (result-kind . pass)) mine 
;; expect: 5 #f default 
;; expect: #f 
;; expect: () 
;; expect: (0 0) 
(show (test-read-eval-string "(+ 1 2)") (guard (x ((error-object? x) 'error)) (test-read-eval-string "1 2")))
;; expect: 3 error 

;; Tests with continuations and handlers inside; a test made by a macro.
(define-syntax test-all
  (syntax-rules ()
    ((_ (name expected e) ...) (begin (test-equal name expected e) ...))))
(test-with-runner (test-runner-simple)
  (test-begin "control")
  (test-all
    ("escape" 1 (call/cc (lambda (k) (dynamic-wind (lambda () #f) (lambda () (k 1)) (lambda () #f)))))
    ("continuable" 43 (with-exception-handler (lambda (x) 42) (lambda () (+ 1 (raise-continuable 'c)))))
    ("guarded" 'caught (guard (x ((symbol? x) x)) (raise 'caught))))
  (let ()
    (define local 7)
    (test-eqv "local" 7 local))
  (test-error "in a handler" #t (with-exception-handler (lambda (x) 0) (lambda () (error "returns"))))
  (test-end "control"))
;; expect: %%%% Starting test control
;; expect: # of expected passes      5
