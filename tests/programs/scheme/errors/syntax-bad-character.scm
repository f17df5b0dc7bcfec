;; An unknown character name.
; exit: 3
(display #\notachar)
; error: notachar
