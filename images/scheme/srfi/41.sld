; SRFI 41: streams. A stream is a promise of nothing or of a pair of a promise and a stream. Streams that are computed from streams
; share the state of the promise at their end, so a long chain of them takes constant space.

(define-library (srfi 41)
  (export stream-null stream-cons stream? stream-null? stream-pair? stream-car stream-cdr stream-lambda
          define-stream list->stream port->stream stream stream->list stream-append stream-concat stream-constant
          stream-drop stream-drop-while stream-filter stream-fold stream-for-each stream-from stream-iterate stream-length
          stream-let stream-map stream-match stream-of stream-range stream-ref stream-reverse stream-scan
          stream-take stream-take-while stream-unfold stream-unfolds stream-zip)
  (import (except (scheme internal) stream-pair?) (srfi check))
  (begin
    ; The state is (done? . value or procedure).
    (define-record-type <stream> (make-stream state) stream? (state stream-state set-stream-state!))
    (define-record-type stream-cell (make-cell head tail) cell? (head cell-head) (tail cell-tail))

    (define-syntax stream-lazy
      (syntax-rules () ((_ e) (make-stream (cons #f (lambda () e))))))
    (define (now x) (make-stream (cons #t x)))
    (define stream-null (now '()))
    (define-syntax stream-cons
      (syntax-rules ()
        ((_ head tail) (now (make-cell (delay head) (stream-lazy tail))))))

    (define (reveal s)
      (let ((state (stream-state s)))
        (if (car state)
            (cdr state)
            (let ((next ((cdr state))))
              (check-argument stream? next "stream" 2 "a stream")
              ; The procedure may have forced this stream itself.
              (let ((state (stream-state s)))
                (if (not (car state))
                    (let ((other (stream-state next)))
                      (set-car! state (car other))
                      (set-cdr! state (cdr other))
                      (set-stream-state! next state))))
              (reveal s)))))

    (define (stream-pair? x) (and (stream? x) (cell? (reveal x))))
    (define (stream-null? x) (and (stream? x) (null? (reveal x))))
    (define (cell s who)
      (check-argument stream? s who 1 "a stream")
      (let ((c (reveal s)))
        (if (cell? c) c (wrong-type who 1 "a stream that is not empty" s))))
    (define (stream-car s) (force (cell-head (cell s "stream-car"))))
    (define (stream-cdr s) (cell-tail (cell s "stream-cdr")))

    (define-syntax stream-lambda
      (syntax-rules ()
        ((_ formals body ...) (lambda formals (stream-lazy (let () body ...))))))
    (define-syntax define-stream
      (syntax-rules ()
        ((_ (name . formals) body ...)
         (define name (stream-lambda formals body ...)))))
    (define-syntax stream-let
      (syntax-rules ()
        ((_ tag ((name e) ...) body ...)
         ((letrec ((tag (stream-lambda (name ...) body ...))) tag) e ...))))
    (define-syntax check-stream
      (syntax-rules ()
        ((_ s who position) (check-argument stream? s who position "a stream"))))

    ; ---- making streams

    (define (list->stream l)
      (check-list l "list->stream" 1)
      (let loop ((l l))
        (stream-lazy (if (null? l) stream-null (stream-cons (car l) (loop (cdr l)))))))
    (define port->stream
      (case-lambda
        (() (port->stream (current-input-port)))
        ((port)
         (check-argument input-port? port "port->stream" 1 "an input port")
         (let loop ()
           (stream-lazy
             (let ((c (read-char port)))
               (if (eof-object? c) stream-null (stream-cons c (loop)))))))))
    (define-syntax stream
      (syntax-rules ()
        ((_) stream-null)
        ((_ x y ...) (stream-cons x (stream y ...)))))
    (define (stream-constant . items)
      (if (null? items)
          stream-null
          (let loop ((l items))
            (stream-lazy (if (null? l) (loop items) (stream-cons (car l) (loop (cdr l))))))))
    (define stream-from
      (case-lambda
        ((first) (stream-from first 1))
        ((first step)
         (check-argument number? first "stream-from" 1 "a number")
         (check-argument number? step "stream-from" 2 "a number")
         (let loop ((x first)) (stream-lazy (stream-cons x (loop (+ x step))))))))
    (define (stream-iterate f x)
      (check-procedure f "stream-iterate" 1)
      (let loop ((x x)) (stream-lazy (stream-cons x (loop (f x))))))
    (define stream-range
      (case-lambda
        ((first past) (stream-range first past (if (< first past) 1 -1)))
        ((first past step)
         (check-argument number? first "stream-range" 1 "a number")
         (check-argument number? past "stream-range" 2 "a number")
         (check-argument number? step "stream-range" 3 "a number")
         (let ((more? (if (< 0 step) < >)))
           (let loop ((x first))
             (stream-lazy (if (more? x past) (stream-cons x (loop (+ x step))) stream-null)))))))
    (define (stream-unfold f pred next seed)
      (check-procedure f "stream-unfold" 1)
      (check-procedure pred "stream-unfold" 2)
      (check-procedure next "stream-unfold" 3)
      (let loop ((seed seed))
        (stream-lazy (if (pred seed) (stream-cons (f seed) (loop (next seed))) stream-null))))
    ; The generator gives the next seed, and for each stream (x), a next element; #f, none yet; or (), the end.
    (define (stream-unfolds f seed)
      (check-procedure f "stream-unfolds" 1)
      (let* ((results
               (let loop ((seed seed))
                 (stream-lazy
                   (call-with-values (lambda () (f seed))
                                     (lambda (next . results) (stream-cons results (loop next)))))))
             (count (length (stream-car results))))
        (define (output i)
          (let loop ((s results))
            (stream-lazy
              (let ((x (list-ref (stream-car s) i)))
                (cond ((pair? x) (stream-cons (car x) (loop (stream-cdr s))))
                      ((null? x) stream-null)
                      (else (loop (stream-cdr s))))))))
        (apply values (map output (iota count)))))

    ; ---- using streams

    (define stream->list
      (case-lambda
        ((s) (stream->list -1 s))
        ((n s)
         (check-argument exact-integer? n "stream->list" 1 "an exact integer")
         (check-stream s "stream->list" 2)
         (let loop ((n n) (s s) (acc '()))
           (if (or (= n 0) (stream-null? s))
               (reverse acc)
               (loop (- n 1) (stream-cdr s) (cons (stream-car s) acc)))))))
    (define (stream-fold f acc s)
      (check-procedure f "stream-fold" 1)
      (check-stream s "stream-fold" 3)
      (let loop ((acc acc) (s s))
        (if (stream-null? s) acc (loop (f acc (stream-car s)) (stream-cdr s)))))
    (define stream-for-each
      (case-lambda
        ((f s)
         (check-procedure f "stream-for-each" 1)
         (check-stream s "stream-for-each" 2)
         (let loop ((s s))
           (if (stream-pair? s) (begin (f (stream-car s)) (loop (stream-cdr s))))))
        ((f . streams)
         (check-procedure f "stream-for-each" 1)
         (let loop ((l streams))
           (if (every stream-pair? l)
               (begin (apply f (map stream-car l)) (loop (map stream-cdr l))))))))
    (define (stream-length s)
      (check-stream s "stream-length" 1)
      (let loop ((n 0) (s s)) (if (stream-null? s) n (loop (+ n 1) (stream-cdr s)))))
    (define (stream-ref s n)
      (check-stream s "stream-ref" 1)
      (check-index n "stream-ref" 2)
      (let loop ((s s) (i n))
        (cond ((stream-null? s) (out-of-range "stream-ref" 2 n))
              ((= i 0) (stream-car s))
              (else (loop (stream-cdr s) (- i 1))))))
    (define (stream-reverse s)
      (check-stream s "stream-reverse" 1)
      (stream-lazy
        (let loop ((s s) (acc stream-null))
          (if (stream-null? s)
              acc
              (loop (stream-cdr s) (let ((x (stream-car s))) (stream-cons x acc)))))))

    ; ---- streams from streams

    (define (stream-append . streams)
      (for-each (lambda (s) (check-stream s "stream-append" 1)) streams)
      (let outer ((l streams))
        (cond ((null? l) stream-null)
              ((null? (cdr l)) (car l))
              (else
               (let loop ((s (car l)))
                 (stream-lazy
                   (if (stream-null? s)
                       (outer (cdr l))
                       (stream-cons (stream-car s) (loop (stream-cdr s))))))))))
    (define (stream-concat streams)
      (check-stream streams "stream-concat" 1)
      (let outer ((streams streams))
        (stream-lazy
          (if (stream-null? streams)
              stream-null
              (let loop ((s (stream-car streams)))
                (check-stream s "stream-concat" 1)
                (stream-lazy
                  (if (stream-null? s)
                      (outer (stream-cdr streams))
                      (stream-cons (stream-car s) (loop (stream-cdr s))))))))))
    (define (stream-drop n s)
      (check-index n "stream-drop" 1)
      (check-stream s "stream-drop" 2)
      (stream-lazy
        (let loop ((n n) (s s))
          (if (or (= n 0) (stream-null? s)) s (loop (- n 1) (stream-cdr s))))))
    (define (stream-drop-while pred s)
      (check-procedure pred "stream-drop-while" 1)
      (check-stream s "stream-drop-while" 2)
      (stream-lazy
        (let loop ((s s))
          (if (and (stream-pair? s) (pred (stream-car s))) (loop (stream-cdr s)) s))))
    (define (stream-filter pred s)
      (check-procedure pred "stream-filter" 1)
      (check-stream s "stream-filter" 2)
      (let next ((s s))
        (stream-lazy
          (let loop ((s s))
            (cond ((stream-null? s) stream-null)
                  ((pred (stream-car s)) (stream-cons (stream-car s) (next (stream-cdr s))))
                  (else (loop (stream-cdr s))))))))
    (define stream-map
      (case-lambda
        ((f s)
         (check-procedure f "stream-map" 1)
         (check-stream s "stream-map" 2)
         (let loop ((s s))
           (stream-lazy
             (if (stream-null? s)
                 stream-null
                 (stream-cons (f (stream-car s)) (loop (stream-cdr s)))))))
        ((f . streams)
         (check-procedure f "stream-map" 1)
         (for-each (lambda (s) (check-stream s "stream-map" 2)) streams)
         (let loop ((l streams))
           (stream-lazy
             (if (any stream-null? l)
                 stream-null
                 (stream-cons (apply f (map stream-car l)) (loop (map stream-cdr l)))))))))
    (define (stream-scan f acc s)
      (check-procedure f "stream-scan" 1)
      (check-stream s "stream-scan" 3)
      (let loop ((acc acc) (s s))
        (stream-lazy
          (if (stream-null? s)
              (stream acc)
              (stream-cons acc (loop (f acc (stream-car s)) (stream-cdr s)))))))
    (define (stream-take n s)
      (check-index n "stream-take" 1)
      (check-stream s "stream-take" 2)
      (let loop ((n n) (s s))
        (stream-lazy
          (if (or (= n 0) (stream-null? s))
              stream-null
              (stream-cons (stream-car s) (loop (- n 1) (stream-cdr s)))))))
    (define (stream-take-while pred s)
      (check-procedure pred "stream-take-while" 1)
      (check-stream s "stream-take-while" 2)
      (let loop ((s s))
        (stream-lazy
          (if (and (stream-pair? s) (pred (stream-car s)))
              (stream-cons (stream-car s) (loop (stream-cdr s)))
              stream-null))))
    (define (stream-zip s . streams) (apply stream-map list s streams))

    ; ---- matching and comprehensions

    (define (no-match) (error "stream-match: no pattern matches"))
    (define-syntax stream-match
      (syntax-rules ()
        ((_ e clause ...)
         (let ((s e))
           (check-stream s "stream-match" 1)
           (match-clauses s clause ...)))))
    (define-syntax match-clauses
      (syntax-rules ()
        ((_ s) (no-match))
        ((_ s (pattern fender e) clause ...)
         (let ((fail (lambda () (match-clauses s clause ...))))
           (match-pattern s pattern (if fender e (fail)) fail)))
        ((_ s (pattern e) clause ...)
         (let ((fail (lambda () (match-clauses s clause ...))))
           (match-pattern s pattern e fail)))))
    (define-syntax match-pattern
      (syntax-rules (_)
        ((k s () e fail) (if (stream-null? s) e (fail)))
        ((k s (_ . rest) e fail)
         (if (stream-pair? s)
             (let ((tail (stream-cdr s))) (match-pattern tail rest e fail))
             (fail)))
        ((k s (x . rest) e fail)
         (if (stream-pair? s)
             (let ((x (stream-car s)) (tail (stream-cdr s))) (match-pattern tail rest e fail))
             (fail)))
        ((k s _ e fail) e)
        ((k s x e fail) (let ((x s)) e))))

    (define-syntax stream-of
      (syntax-rules ()
        ((_ e clause ...) (of-clauses e stream-null clause ...))))
    ; `base` is the stream that follows the elements made here.
    (define-syntax of-clauses
      (syntax-rules (in is)
        ((_ e base) (stream-cons e base))
        ((_ e base (x in s) clause ...)
         (let loop ((rest s))
           (stream-lazy
             (if (stream-null? rest)
                 base
                 (let ((x (stream-car rest)))
                   (of-clauses e (loop (stream-cdr rest)) clause ...))))))
        ((_ e base (x is value) clause ...)
         (let ((x value)) (of-clauses e base clause ...)))
        ((_ e base test clause ...)
         (if test (of-clauses e base clause ...) base))))))
