;; Standard input.
(let loop ((n 0))
  (let ((line (read-line)))
    (if (eof-object? line)
        (begin (write n) (newline))
        (begin (write line) (newline) (loop (+ n 1))))))
;; stdin: first line
;; stdin: second (line)
;; expect: "first line"
;; expect: "second (line)"
;; expect: 2
