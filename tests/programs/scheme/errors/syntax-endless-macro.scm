; A macro whose expansion is a use of itself.
; exit: 3
(define-syntax again (syntax-rules () ((_) (again))))
(again)
; error: macro expansion does not end
; error: syntax-endless-macro.scm:4:1
