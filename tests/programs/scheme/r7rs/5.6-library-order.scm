;; R7RS 5.6: imports are done before the body whatever the order, a library is loaded once, import sets nest.
(define-library (late import) (begin (define a (+ 1 2))) (export a (rename b bb)) (import (scheme base)) (begin (define b (* a 2))))
(define-library (effect) (export e) (import (scheme base) (scheme write)) (begin (define e 1) (display "once ")))
(define-library (user1) (export u1) (import (scheme base) (effect)) (begin (define u1 (+ e 1))))
(define-library (user2) (export u2 get set) (import (scheme base) (effect)) (begin (define u2 (+ e 2)) (define v 0) (define (get) v) (define (set x) (set! v x))))
(define-library (macro-user) (export m) (import (scheme base) (user2)) (begin (define-syntax m (syntax-rules () ((_ x) (begin (set x) (get)))))))
(import (scheme base) (scheme write) (late import) (user1) (user2) (macro-user) (effect))
(write (list a bb u1 u2 (m 5) (get)))
(import (only (scheme base)))
(newline)
(define-library (empty))
(import (empty))
(define-library (dup) (export x y) (import (scheme base)) (begin (define-values (x y) (values 1 2)) (define-record-type r (mk f) r? (f rf))))
(import (prefix (rename (except (dup) y) (x z)) p-))
(write p-z)
(define (p-z2) p-z) (write (p-z2))

; expect: once (3 6 2 3 5 5)
; expect: 11
