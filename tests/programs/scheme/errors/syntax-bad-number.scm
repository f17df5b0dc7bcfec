;; An unknown lexeme.
; exit: 3
(display #q123)
; error: syntax-bad-number.scm:3:
