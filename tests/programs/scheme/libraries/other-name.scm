;; limits: -I libraries
;; exit: 3
;; error: the file found for library (broken name) does not define it
(import (broken name))
