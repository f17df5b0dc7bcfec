; SRFI 62: datum comments, which are part of the language.
(define-library (srfi 62))
