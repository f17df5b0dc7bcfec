;; exit: 3
;; error: library (scheme internal) is only for the libraries that come with the language
(import (scheme internal))
