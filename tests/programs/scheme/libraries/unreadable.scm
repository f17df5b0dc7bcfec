;; limits: -I libraries
;; exit: 3
;; error: library (broken text) cannot be read: libraries/broken/text.sld:3:
(import (broken text))
