; SRFI 171: what writers of transducers need.
(define-library (srfi 171 meta)
  (export reduced reduced? unreduce ensure-reduced preserving-reduced
          list-reduce vector-reduce string-reduce bytevector-u8-reduce port-reduce generator-reduce)
  (import (scheme base))
  (begin
    (define-record-type <reduced>
      (reduced value)
      reduced?
      (value unreduce-value))
    (define (unreduce x) (if (reduced? x) (unreduce-value x) x))
    (define (ensure-reduced x) (if (reduced? x) x (reduced x)))
    ; A reduced value gets through an inner reduction to the outer one.
    (define (preserving-reduced f)
      (lambda (r x)
        (let ((r (f r x)))
          (if (reduced? r) (reduced r) r))))
    (define (list-reduce f r l)
      (if (null? l)
          r
          (let ((r (f r (car l))))
            (if (reduced? r) (unreduce-value r) (list-reduce f r (cdr l))))))
    (define-syntax define-indexed
      (syntax-rules ()
        ((_ name length ref)
         (define (name f r data)
           (let ((n (length data)))
             (let loop ((i 0) (r r))
               (if (= i n)
                   r
                   (let ((r (f r (ref data i))))
                     (if (reduced? r) (unreduce-value r) (loop (+ i 1) r))))))))))
    (define-indexed vector-reduce vector-length vector-ref)
    (define-indexed string-reduce string-length string-ref)
    (define-indexed bytevector-u8-reduce bytevector-length bytevector-u8-ref)
    (define (generator-reduce f r next)
      (let ((x (next)))
        (if (eof-object? x)
            r
            (let ((r (f r x)))
              (if (reduced? r) (unreduce-value r) (generator-reduce f r next))))))
    (define (port-reduce f r reader port)
      (generator-reduce f r (lambda () (reader port))))))
