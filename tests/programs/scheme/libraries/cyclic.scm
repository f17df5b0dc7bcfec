;; limits: -I libraries
;; exit: 3
;; error: cyclic imports: library (cyclic a) imports (cyclic b), which imports (cyclic a)
;; error: b.sld:3:25
(import (cyclic a))
