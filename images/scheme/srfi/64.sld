; SRFI 64: test suites.
;
;   test-assert ... -> run -> the runner's result of the current test -> its callbacks
;
; A runner holds counts, the names of the open groups, and the specifiers that say which tests are run, skipped or expected to fail. All
; that is seen of a run is what its callbacks print or note; the simple runner's are at the end.
;
; A test, test-begin or test-group without a current runner installs one from the factory, which leaves with the outermost group.

(define-library (srfi 64)
  (export test-begin test-end test-group test-group-with-cleanup
          test-assert test-eqv test-eq test-equal test-approximate test-error test-read-eval-string
          test-skip test-expect-fail test-match-name test-match-nth test-match-any test-match-all
          test-apply test-with-runner
          test-result-kind test-passed? test-result-ref test-result-set! test-result-remove test-result-clear
          (rename runner-results test-result-alist) (rename set-runner-results! test-result-alist!)
          test-runner? test-runner-current test-runner-get test-runner-simple test-runner-null test-runner-create test-runner-factory
          test-runner-reset test-runner-group-path test-runner-test-name
          test-runner-pass-count test-runner-fail-count test-runner-xpass-count test-runner-xfail-count test-runner-skip-count
          test-runner-group-stack test-runner-aux-value test-runner-aux-value!
          test-runner-on-test-begin test-runner-on-test-begin! test-runner-on-test-end test-runner-on-test-end!
          test-runner-on-group-begin test-runner-on-group-begin! test-runner-on-group-end test-runner-on-group-end!
          test-runner-on-final test-runner-on-final! test-runner-on-bad-count test-runner-on-bad-count!
          test-runner-on-bad-end-name test-runner-on-bad-end-name!
          test-on-group-begin-simple test-on-group-end-simple test-on-test-begin-simple test-on-test-end-simple
          test-on-final-simple test-on-bad-count-simple test-on-bad-end-name-simple
          (rename run-comparison %test-compare))   ; for (chibi test)
  (import (scheme internal) (srfi check))
  (begin
    (define-record-type test-runner
      (make-runner groups counts skip fail run results automatic
                   pass-count fail-count xpass-count xfail-count skip-count aux-value
                   on-test-begin on-test-end on-group-begin on-group-end on-final on-bad-count on-bad-end-name)
      test-runner?
      (groups runner-groups set-runner-groups!)          ; innermost first: see the record below
      (counts runner-total set-runner-total!)            ; of tests, skipped ones included
      (skip runner-skip set-runner-skip!)                ; lists of specifiers
      (fail runner-fail set-runner-fail!)
      (run runner-run set-runner-run!)                   ; or #t: every test
      (results runner-results set-runner-results!)
      (automatic runner-automatic? set-runner-automatic!)
      (pass-count test-runner-pass-count set-pass-count!)
      (fail-count test-runner-fail-count set-fail-count!)
      (xpass-count test-runner-xpass-count set-xpass-count!)
      (xfail-count test-runner-xfail-count set-xfail-count!)
      (skip-count test-runner-skip-count set-skip-count!)
      (aux-value test-runner-aux-value test-runner-aux-value!)
      (on-test-begin test-runner-on-test-begin test-runner-on-test-begin!)
      (on-test-end test-runner-on-test-end test-runner-on-test-end!)
      (on-group-begin test-runner-on-group-begin test-runner-on-group-begin!)
      (on-group-end test-runner-on-group-end test-runner-on-group-end!)
      (on-final test-runner-on-final test-runner-on-final!)
      (on-bad-count test-runner-on-bad-count test-runner-on-bad-count!)
      (on-bad-end-name test-runner-on-bad-end-name test-runner-on-bad-end-name!))

    ; A group, and what was so when it began. `children` are its tests, groups in it counted once, as the document has it.
    (define-record-type group
      (make-group name expected children total skip fail)
      group?
      (name group-name)
      (expected group-expected)
      (children group-children set-group-children!)
      (total group-total)
      (skip group-skip)
      (fail group-fail))
    (define (count-child! r)
      (if (pair? (runner-groups r))
          (let ((g (car (runner-groups r))))
            (set-group-children! g (+ 1 (group-children g))))))

    (define (test-runner-null)
      (define (ignore . _) #f)
      (make-runner '() 0 '() '() #t '() #f 0 0 0 0 0 #f ignore ignore ignore ignore ignore ignore ignore))

    (define (test-runner-simple)
      (let ((r (test-runner-null)))
        (test-runner-on-test-begin! r test-on-test-begin-simple)
        (test-runner-on-test-end! r test-on-test-end-simple)
        (test-runner-on-group-begin! r test-on-group-begin-simple)
        (test-runner-on-group-end! r test-on-group-end-simple)
        (test-runner-on-final! r test-on-final-simple)
        (test-runner-on-bad-count! r test-on-bad-count-simple)
        (test-runner-on-bad-end-name! r test-on-bad-end-name-simple)
        r))

    (define test-runner-factory (make-parameter test-runner-simple))
    (define (test-runner-create) ((test-runner-factory)))
    (define test-runner-current (make-parameter #f))
    (define (test-runner-get)
      (or (test-runner-current) (error "test-runner-get: there is no current test runner")))
    (define (needed-runner)
      (or (test-runner-current)
          (let ((r (test-runner-create)))
            (set-runner-automatic! r #t)
            (test-runner-current r)
            r)))
    (define (runner-of rest) (optional rest (test-runner-get)))

    (define (test-runner-reset r)
      (set-runner-groups! r '())
      (set-runner-total! r 0)
      (set-runner-skip! r '())
      (set-runner-fail! r '())
      (set-runner-run! r #t)
      (set-runner-results! r '())
      (set-pass-count! r 0)
      (set-fail-count! r 0)
      (set-xpass-count! r 0)
      (set-xfail-count! r 0)
      (set-skip-count! r 0))

    (define (test-runner-group-stack r) (map group-name (runner-groups r)))
    (define (test-runner-group-path r) (reverse (test-runner-group-stack r)))
    (define (test-runner-test-name r) (test-result-ref r 'test-name ""))

    ; ---- the result of the current test

    (define (test-result-ref r name . default)
      (let ((entry (assq name (runner-results r))))
        (if entry (cdr entry) (optional default #f))))
    (define (test-result-set! r name value)
      (let ((entry (assq name (runner-results r))))
        (if entry
            (set-cdr! entry value)
            (set-runner-results! r (append (runner-results r) (list (cons name value)))))))
    (define (test-result-remove r name)
      (set-runner-results! r (remove (lambda (entry) (eq? (car entry) name)) (runner-results r))))
    (define (test-result-clear r) (set-runner-results! r '()))
    (define (test-result-kind . runner)
      (let ((r (optional runner (test-runner-current))))
        (and r (test-result-ref r 'result-kind))))
    (define (test-passed? . runner)
      (and (memq (test-result-kind (runner-of runner)) '(pass xpass)) #t))

    ; ---- specifiers

    (define (specifier x)
      (cond ((procedure? x) x)
            ((string? x) (test-match-name x))
            ((exact-integer? x) (test-match-nth 1 x))
            (else (error "this specifies no tests:" x))))
    (define (test-match-name name)
      (lambda (r) (equal? name (test-runner-test-name r))))
    (define (test-match-nth n . count)
      (let ((end (+ n (optional count 1))) (i 0))
        (lambda (r)
          (set! i (+ i 1))
          (and (<= n i) (< i end)))))
    ; Each is asked, whatever the others say: they may count.
    (define (any-matches? specifiers r)
      (fold-left (lambda (found match?) (or (match? r) found)) #f specifiers))
    (define (all-match? specifiers r)
      (fold-left (lambda (all match?) (and (match? r) all)) #t specifiers))
    (define (test-match-any . specifiers)
      (let ((all (map specifier specifiers)))
        (lambda (r) (any-matches? all r))))
    (define (test-match-all . specifiers)
      (let ((all (map specifier specifiers)))
        (lambda (r) (all-match? all r))))
    (define (test-skip . specifiers)
      (let ((r (needed-runner)))
        (set-runner-skip! r (cons (apply test-match-all specifiers) (runner-skip r)))))
    (define (test-expect-fail . specifiers)
      (let ((r (needed-runner)))
        (set-runner-fail! r (cons (apply test-match-all specifiers) (runner-fail r)))))

    ; Notes whether the test that the results name is to be skipped, or to fail.
    (define (note-expectation! r)
      (let ((chosen (or (eq? (runner-run r) #t) (any-matches? (runner-run r) r))))
        (cond ((or (any-matches? (runner-skip r) r) (not chosen)) (test-result-set! r 'result-kind 'skip))
              ((any-matches? (runner-fail r) r) (test-result-set! r 'result-kind 'xfail)))))

    ; ---- running a test

    ; `judge` gets the runner and says whether the test passes.
    (define (run-test name form judge)
      (let ((r (needed-runner)))
        (test-result-clear r)
        (if name (test-result-set! r 'test-name name))
        (test-result-set! r 'source-form form)
        (note-expectation! r)
        ((test-runner-on-test-begin r) r)
        (if (not (eq? (test-result-kind r) 'skip))
            (let ((passes (judge r)) (failure-expected (eq? (test-result-kind r) 'xfail)))
              (test-result-set! r 'result-kind
                                (if failure-expected (if passes 'xpass 'xfail) (if passes 'pass 'fail)))))
        (count-result! r)
        ((test-runner-on-test-end r) r)))

    (define (count-result! r)
      (set-runner-total! r (+ 1 (runner-total r)))
      (count-child! r)
      (case (test-result-kind r)
        ((pass) (set-pass-count! r (+ 1 (test-runner-pass-count r))))
        ((fail) (set-fail-count! r (+ 1 (test-runner-fail-count r))))
        ((xpass) (set-xpass-count! r (+ 1 (test-runner-xpass-count r))))
        ((xfail) (set-xfail-count! r (+ 1 (test-runner-xfail-count r))))
        ((skip) (set-skip-count! r (+ 1 (test-runner-skip-count r))))))

    ; The value of a part of a test, given to `use`; what is raised is noted, and means that the test fails.
    (define (attempt r thunk use)
      ((guard (x (#t (lambda () (test-result-set! r 'actual-error x) #f)))
         (let ((value (thunk)))
           (lambda () (use value))))))

    (define (run-assertion name form thunk)
      (run-test name form
                (lambda (r)
                  (attempt r thunk (lambda (value) (test-result-set! r 'actual-value value) value)))))

    (define (run-comparison same? name form expected thunk)
      (run-test name form
                (lambda (r)
                  (attempt r expected
                           (lambda (wanted)
                             (test-result-set! r 'expected-value wanted)
                             (attempt r thunk
                                      (lambda (value)
                                        (test-result-set! r 'actual-value value)
                                        (attempt r (lambda () (same? wanted value)) values))))))))

    ; `type` gives what the error must be: #t, anything, or a predicate.
    (define (run-error name form type thunk)
      (define none (list 'none))
      (run-test name form
                (lambda (r)
                  (attempt r type
                           (lambda (type)
                             (test-result-set! r 'expected-error type)
                             (let ((raised (guard (x (#t x))
                                             (test-result-set! r 'actual-value (thunk))
                                             none)))
                               (and (not (eq? raised none))
                                    (begin
                                      (test-result-set! r 'actual-error raised)
                                      (cond ((procedure? type) (attempt r (lambda () (type raised)) values))
                                            (else (eq? type #t)))))))))))

    (define-syntax test-assert
      (syntax-rules ()
        ((_ name e) (run-assertion name 'e (lambda () e)))
        ((_ e) (run-assertion #f 'e (lambda () e)))))
    (define-syntax define-comparison
      (syntax-rules ()
        ((_ keyword same?)
         (define-syntax keyword
           (syntax-rules ()
             ((_ name expected e) (run-comparison same? name 'e (lambda () expected) (lambda () e)))
             ((_ expected e) (run-comparison same? #f 'e (lambda () expected) (lambda () e))))))))
    (define-comparison test-eqv eqv?)
    (define-comparison test-eq eq?)
    (define-comparison test-equal equal?)
    (define (within margin)
      (lambda (expected value)
        (and (number? value) (<= (- expected margin) value (+ expected margin)))))
    (define-syntax test-approximate
      (syntax-rules ()
        ((_ name expected e margin) (run-comparison (within margin) name 'e (lambda () expected) (lambda () e)))
        ((_ expected e margin) (run-comparison (within margin) #f 'e (lambda () expected) (lambda () e)))))
    (define-syntax test-error
      (syntax-rules ()
        ((_ name type e) (run-error name 'e (lambda () type) (lambda () e)))
        ((_ type e) (run-error #f 'e (lambda () type) (lambda () e)))
        ((_ e) (run-error #f 'e (lambda () #t) (lambda () e)))))

    (define (test-read-eval-string text)
      (let* ((port (open-input-string text)) (form (read port)))
        (if (not (eof-object? (read-char port))) (error "test-read-eval-string: there is more than one expression in" text))
        (eval form (interaction-environment))))

    ; ---- groups

    (define (test-begin name . count)
      (let ((r (needed-runner)))
        (set-runner-results! r (list (cons 'test-name name)))
        ((test-runner-on-group-begin r) r name (optional count #f))
        (set-runner-groups! r (cons (make-group name (optional count #f) 0 (runner-total r) (runner-skip r) (runner-fail r))
                                    (runner-groups r)))))

    (define (test-end . name)
      (let ((r (test-runner-get)))
        (if (null? (runner-groups r)) (error "test-end: there is no open group"))
        (let* ((g (car (runner-groups r))) (count (group-children g)))
          (if (and (pair? name) (car name) (not (equal? (car name) (group-name g))))
              ((test-runner-on-bad-end-name r) r (group-name g) (car name)))
          ; Many suites count the tests of inner groups one by one, as the document's own implementation does.
          (if (not (memv (group-expected g) (list #f count (- (runner-total r) (group-total g)))))
              ((test-runner-on-bad-count r) r count (group-expected g)))
          ((test-runner-on-group-end r) r)
          (set-runner-groups! r (cdr (runner-groups r)))
          (set-runner-skip! r (group-skip g))
          (set-runner-fail! r (group-fail g))
          (count-child! r)
          (if (null? (runner-groups r))
              (begin
                ((test-runner-on-final r) r)
                (if (and (runner-automatic? r) (eq? r (test-runner-current))) (test-runner-current #f)))))))

    (define (run-group name body)
      (let ((r (needed-runner)))
        (set-runner-results! r (list (cons 'test-name name)))
        (if (any-matches? (runner-skip r) r)
            (begin
              (test-result-set! r 'result-kind 'skip)
              (count-result! r))
            (dynamic-wind
              (lambda () (test-begin name))
              body
              (lambda () (test-end name))))))
    (define-syntax test-group
      (syntax-rules ()
        ((_ name body ...) (run-group name (lambda () body ... (values))))))
    (define-syntax test-group-with-cleanup
      (syntax-rules ()
        ((_ name body ... cleanup)
         (run-group name (lambda () (dynamic-wind values (lambda () body ... (values)) (lambda () cleanup)))))))

    ; ---- choosing the runner and the tests

    (define (with-runner r thunk) (parameterize ((test-runner-current r)) (thunk)))
    (define-syntax test-with-runner
      (syntax-rules ()
        ((_ r body ...) (with-runner r (lambda () body ...)))))

    (define (test-apply first . rest)
      (cond ((test-runner? first)
             (with-runner first (lambda () (apply test-apply rest))))
            ((not (test-runner-current))
             (let ((r (test-runner-create)))
               (with-runner r (lambda () (apply test-apply first rest)))
               ((test-runner-on-final r) r)))
            (else
             (let* ((r (test-runner-current)) (outer (runner-run r)) (all (reverse (cons first rest))))
               (if (pair? (cdr all)) (set-runner-run! r (map specifier (reverse (cdr all)))))
               ((car all))
               (set-runner-run! r outer)))))

    ; ---- the simple runner

    (define (test-on-test-begin-simple r) #f)
    (define (test-on-group-end-simple r) #f)
    (define (test-on-group-begin-simple r name count)
      (if (null? (runner-groups r))
          (begin (display "%%%% Starting test ") (display name) (newline))))
    (define (test-on-test-end-simple r)
      (define (line title key)
        (let ((entry (assq key (runner-results r))))
          (if entry
              (begin
                (display title)
                (if (error-object? (cdr entry)) (write-error (cdr entry)) (write (cdr entry)))
                (newline)))))
      (if (memq (test-result-kind r) '(fail xpass))
          (begin
            (display (if (eq? (test-result-kind r) 'fail) "FAIL" "XPASS"))
            (for-each (lambda (group) (display " ") (display group) (display ":")) (test-runner-group-path r))
            (display " ")
            (let ((name (assq 'test-name (runner-results r))))
              (if name (display (cdr name)) (write (test-result-ref r 'source-form))))
            (newline)
            (line "  expected: " 'expected-value)
            (line "  expected error: " 'expected-error)
            (line "  got: " 'actual-value)
            (line "  error: " 'actual-error))))
    (define (write-error x)
      (display (error-object-message x))
      (for-each (lambda (i) (display " ") (write i)) (error-object-irritants x)))
    (define (test-on-bad-count-simple r count expected)
      (display "*** Total number of tests was ")
      (display count)
      (display " but should be ")
      (display expected)
      (display ". ***")
      (newline)
      (display "*** Discrepancy indicates testsuite error or exceptions. ***")
      (newline))
    (define (test-on-bad-end-name-simple r begun ended)
      (error "test-end: this is not the name of the open group:" ended begun))
    (define (test-on-final-simple r)
      (for-each
        (lambda (title count)
          (if (> count 0) (begin (display title) (display count) (newline))))
        '("# of expected passes      " "# of expected failures    " "# of unexpected successes "
          "# of unexpected failures  " "# of skipped tests        ")
        (list (test-runner-pass-count r) (test-runner-xfail-count r) (test-runner-xpass-count r)
              (test-runner-fail-count r) (test-runner-skip-count r))))))
