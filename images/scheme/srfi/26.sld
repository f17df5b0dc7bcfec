; SRFI 26: cut and cute: procedures made of a call with slots.
;
; The inner macros take the form apart from left to right: parameters so far, (cute only) bindings so far, the call so far, what is left.

(define-library (srfi 26)
  (export cut cute <> <...>)
  (import (scheme base))
  (begin
    ; Slots are known by their bindings.
    (define-syntax <>
      (syntax-rules () ((_ . rest) (syntax-error "<> is a slot of cut and cute"))))
    (define-syntax <...>
      (syntax-rules () ((_ . rest) (syntax-error "<...> is the last slot of cut and cute"))))
    (define-syntax cut
      (syntax-rules ()
        ((_ slot ...) (cut-slots () () slot ...))))
    (define-syntax cut-slots
      (syntax-rules (<> <...>)
        ((_ (parameter ...) (f argument ...))
         (lambda (parameter ...) ((begin f) argument ...)))
        ((_ (parameter ...) (f argument ...) <...>)
         (lambda (parameter ... . rest) (apply f argument ... rest)))
        ((_ (parameter ...) (done ...) <> slot ...)
         (cut-slots (parameter ... x) (done ... x) slot ...))
        ((_ parameters (done ...) e slot ...)
         (cut-slots parameters (done ... e) slot ...))))
    (define-syntax cute
      (syntax-rules ()
        ((_ slot ...) (cute-slots () () () slot ...))))
    (define-syntax cute-slots
      (syntax-rules (<> <...>)
        ((_ (parameter ...) bindings (f argument ...))
         (let bindings (lambda (parameter ...) (f argument ...))))
        ((_ (parameter ...) bindings (f argument ...) <...>)
         (let bindings (lambda (parameter ... . rest) (apply f argument ... rest))))
        ((_ (parameter ...) bindings (done ...) <> slot ...)
         (cute-slots (parameter ... x) bindings (done ... x) slot ...))
        ((_ parameters (binding ...) (done ...) e slot ...)
         (cute-slots parameters (binding ... (x e)) (done ... x) slot ...))))))
