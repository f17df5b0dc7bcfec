; SRFI 78: lightweight testing. The mode says what is printed: off (nothing is even evaluated), summary, report-failed, report.
(define-library (srfi 78)
  (export check check-ec check-report check-set-mode! check-reset! check-passed? =>)
  (import (scheme internal) (srfi check) (only (srfi 42) first-ec :let))
  (begin
    (define mode 'report)
    (define (check-set-mode! m)
      (if (not (memq m '(off summary report-failed report))) (error "check-set-mode!: there is no mode" m))
      (set! mode m))

    (define correct 0)
    (define failed 0)
    (define first-failed #f)    ; a thunk that prints it again
    (define (check-reset!)
      (set! correct 0)
      (set! failed 0)
      (set! first-failed #f))
    (define (check-passed? n) (and (= failed 0) (= correct n)))

    (define (print . all) (for-each display all))
    (define (print-expression e)
      (newline)
      (write e)
      (print " => "))
    (define (print-failed e actual expected)
      (print-expression e)
      (print-result actual expected))
    (define (print-result actual expected)
      (write actual)
      (print " ; *** failed ***\n ; expected result: ")
      (write expected)
      (newline))

    (define (note-correct actual cases)
      (set! correct (+ correct 1))
      (if (eq? mode 'report)
          (begin
            (write actual)
            (print " ; correct")
            (if (not (= cases 1)) (print " (" cases " cases checked)"))
            (newline))))
    (define (note-failed e actual expected)
      (set! failed (+ failed 1))
      (if (not first-failed) (set! first-failed (lambda () (print-failed e actual expected))))
      (case mode
        ((report) (print-result actual expected))
        ((report-failed) (print-failed e actual expected))))

    (define (run e thunk same? expected)
      (if (not (eq? mode 'off))
          (begin
            (if (eq? mode 'report) (print-expression e))
            (let ((actual (thunk)) (expected (expected)))
              (if (same? actual expected) (note-correct actual 1) (note-failed e actual expected))))))

    ; `search` gives the first case that fails, as a vector of its expression, value and expected value, or #f.
    (define (run-cases e search)
      (if (not (eq? mode 'off))
          (begin
            (if (eq? mode 'report) (print-expression e))
            (let* ((cases 0) (last #f)
                   (wrong (search (lambda (actual) (set! cases (+ cases 1)) (set! last actual)))))
              (if wrong
                  (begin
                    (if (eq? mode 'report) (begin (write (vector-ref wrong 0)) (print " => ")))
                    (note-failed (vector-ref wrong 0) (vector-ref wrong 1) (vector-ref wrong 2)))
                  (note-correct last cases))))))

    (define-syntax check
      (syntax-rules (=>)
        ((_ e => expected) (check e (=> equal?) expected))
        ((_ e (=> same?) expected) (run 'e (lambda () e) same? (lambda () expected)))))

    (define-syntax check-ec
      (syntax-rules (=>)
        ((_ . parts) (split-ec parts ()))))
    ; (split-ec (qualifier ... e => expected (argument ...)) (qualifier ...)): moves the qualifiers over.
    (define-syntax split-ec
      (syntax-rules (=>)
        ((_ (e => expected) qualifiers) (split-ec (e (=> equal?) expected ()) qualifiers))
        ((_ (e => expected arguments) qualifiers) (split-ec (e (=> equal?) expected arguments) qualifiers))
        ((_ (e (=> same?) expected) qualifiers) (split-ec (e (=> same?) expected ()) qualifiers))
        ((_ (e (=> same?) expected (argument ...)) (qualifier ...))
         (run-cases 'e
                    (lambda (count)
                      (first-ec #f qualifier ...
                                (:let actual e)
                                (:let wanted expected)
                                (begin (count actual))
                                (not (same? actual wanted))
                                (vector (list 'let (list (list 'argument argument) ...) 'e) actual wanted)))))
        ((_ (qualifier . parts) (before ...)) (split-ec parts (before ... qualifier)))))

    (define (check-report)
      (if (not (eq? mode 'off))
          (begin
            (print "\n; *** checks *** : " correct " correct, " failed " failed.")
            (if (and first-failed (not (eq? mode 'summary)))
                (begin (print " First failed example:\n") (first-failed))
                (newline)))))))
