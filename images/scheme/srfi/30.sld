; SRFI 30: nested comments, which are part of the language.
(define-library (srfi 30))
