;; A malformed binding.
; exit: 3
(let ((x)) x)
; error: let
