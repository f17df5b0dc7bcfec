;; limits: -I libraries
;; exit: 3
;; error: cyclic imports: library (cyclic self) imports itself
(import (cyclic self))
