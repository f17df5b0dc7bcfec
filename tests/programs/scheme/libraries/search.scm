;; Libraries are found in the folders that -I names; a library's own imports from where it was found.
;; limits: -I libraries
(import (scheme base) (scheme write) (my shapes))
(write (area (square 5))) (newline) ; expect: 25
