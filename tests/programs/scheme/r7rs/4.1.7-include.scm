;; R7RS 4.1.7: include and include-ci, in programs, bodies and libraries.
(define-library (test included)
  (export included-procedure)
  (import (scheme base))
  (include "included.inc"))
(import (scheme base) (scheme write) (prefix (test included) l:))
(define checks 0)
(define failures 0)

(define (report form got wanted)
  (set! failures (+ failures 1))
  (display "FAIL ") (write form)
  (display " got ") (write got)
  (display " wanted ") (write wanted)
  (newline))

(define (run-check times form thunk wanted)
  (set! checks (+ checks 1))
  (do ((i 0 (+ i 1))) ((= i times))
    (let ((got (guard (e (#t (list 'raised (if (error-object? e) (error-object-message e) e))))
                 (thunk))))
      (if (not (equal? got wanted)) (report form got wanted)))))

;; Three times, so that the compiled code of an expression is checked as well; check-once is for what has lasting effects.
(define-syntax check
  (syntax-rules () ((_ form wanted) (run-check 3 'form (lambda () form) wanted))))
(define-syntax check-once
  (syntax-rules () ((_ form wanted) (run-check 1 'form (lambda () form) wanted))))
(define-syntax check-error
  (syntax-rules () ((_ form) (run-check 3 'form (lambda () (guard (e (#t 'error)) form 'no-error)) 'error))))

(include "included.inc")
(check (included-procedure 1) 42)
(check (l:included-procedure 1) 42)
(include-ci "included-ci.inc")
(check folded-name 'symbol)
(check (let () (include "included.inc") (set! included-value 1) (included-procedure 1)) 2)
(check included-value 41)
(check (let ((included-value 5)) (include-ci "included.inc" "included-ci.inc") (list included-value folded-name)) '(41 symbol))

(display checks) (display " checks, ") (display failures) (display " failures") (newline)
; expect: 6 checks, 0 failures
