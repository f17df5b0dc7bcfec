;; Any object can be raised and is shown.
; exit: 1
(raise 'some-symbol)
; error: some-symbol
