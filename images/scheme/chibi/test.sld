; (chibi test): the test library that many programs bring their tests for. Groups and reports are those of SRFI 64.

(define-library (chibi test)
  (export test test-equal test-assert test-not test-values test-error test-propagate-info test-group test-begin test-end test-exit
          test-failure-count current-test-comparator current-test-epsilon)
  (import (scheme internal)
          (prefix (only (srfi 64) test-begin test-end test-group test-assert test-error test-runner-factory test-runner-simple
                        test-runner-on-test-end test-runner-on-test-end! test-result-kind %test-compare)
                  s:))
  (begin
    (define failures 0)
    (define (test-failure-count) failures)
    (define (test-exit . code)
      (exit (if (pair? code) (car code) (if (zero? failures) 0 1))))

    (define (make-counting-runner)
      (let* ((r (s:test-runner-simple)) (report (s:test-runner-on-test-end r)))
        (s:test-runner-on-test-end! r
          (lambda (r)
            (if (memq (s:test-result-kind r) '(fail xpass)) (set! failures (+ failures 1)))
            (report r)))
        r))
    (s:test-runner-factory make-counting-runner)

    (define current-test-epsilon (make-parameter 1e-5))
    ; Numbers of which one is inexact may differ by a part of themselves, also inside of data.
    (define (close? expected value)
      (cond ((eqv? expected value) #t)
            ((not (and (number? expected) (number? value))) #f)
            ((and (exact? expected) (exact? value)) #f)
            ((and (real? expected) (real? value))
             (cond ((or (nan? expected) (nan? value)) (and (nan? expected) (nan? value)))
                   ((not (and (finite? expected) (finite? value))) (= expected value))
                   ((zero? expected) (< (abs value) (current-test-epsilon)))
                   (else (< (abs (- 1 (/ value expected))) (current-test-epsilon)))))
            (else (and (close? (real-part expected) (real-part value)) (close? (imag-part expected) (imag-part value))))))
    (define (test-equal? expected value)
      (cond ((number? expected) (close? expected value))
            ((pair? expected)
             (and (pair? value) (test-equal? (car expected) (car value)) (test-equal? (cdr expected) (cdr value))))
            ((vector? expected)
             (and (vector? value) (test-equal? (vector->list expected) (vector->list value))))
            (else (equal? expected value))))
    ; Data with cycles are compared by equal? at once.
    (define current-test-comparator
      (make-parameter (lambda (expected value) (or (equal? expected value) (test-equal? expected value)))))

    (define-syntax test
      (syntax-rules ()
        ((_ name expected e) (test-equal (current-test-comparator) name expected e))
        ((_ expected e) (test-equal (current-test-comparator) expected e))
        ((_ e) (test-assert e))))
    (define-syntax test-equal
      (syntax-rules ()
        ((_ same? name expected e) (s:%test-compare same? name 'e (lambda () expected) (lambda () e)))
        ((_ same? expected e) (s:%test-compare same? #f 'e (lambda () expected) (lambda () e)))))
    (define-syntax test-values
      (syntax-rules ()
        ((_ name expected e)
         (test name (call-with-values (lambda () expected) list) (call-with-values (lambda () e) list)))
        ((_ expected e)
         (test (call-with-values (lambda () expected) list) (call-with-values (lambda () e) list)))))
    (define-syntax test-not
      (syntax-rules ()
        ((_ name e) (s:test-assert name (not e)))
        ((_ e) (s:test-assert (not e)))))
    (define-syntax test-assert
      (syntax-rules ()
        ((_ name e) (s:test-assert name e))
        ((_ e) (s:test-assert e))))
    (define-syntax test-error
      (syntax-rules ()
        ((_ name e) (s:test-error name #t e))
        ((_ e) (s:test-error e))))
    (define-syntax test-group
      (syntax-rules ()
        ((_ name body ...) (s:test-group name body ...))))
    (define-syntax test-propagate-info
      (syntax-rules ()
        ((_ name expected e info) (test name expected e))))
    (define (test-begin . name) (s:test-begin (if (pair? name) (car name) "")))
    (define (test-end . name) (apply s:test-end name))))
