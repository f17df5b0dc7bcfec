; A program may refer to itself only inside of literals.
; exit: 3
(write '#0=(a . #0#))
#1=(write #1#)
; error: a program may contain itself only in literals
; error: syntax-label-in-code.scm:4:1
