;; A dot in the wrong place.
; exit: 3
(quote (a . b c))
