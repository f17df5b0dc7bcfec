;; The name of a file that cannot be opened is shown.
; exit: 1
(open-input-file "/no/such/no-such-file-at-all.txt")
; error: no-such-file-at-all.txt
