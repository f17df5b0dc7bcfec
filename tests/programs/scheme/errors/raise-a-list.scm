;; A raised list is shown as by write.
; exit: 1
(raise (list 'a "b" 3))
; error: (a "b" 3)
