;; Any value can be raised; nobody catches this one.
(display 1)
(newline)
(raise (list 'my-error 42))
;; expect: 1
;; error: (my-error 42)
;; exit: 1
