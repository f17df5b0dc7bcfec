;; SRFI 41: a stream that nobody holds is collected while it is walked through. Kept, it would not fit the heap.
;; limits: --max-heap=5M
(import (scheme base) (srfi 41) (check))
(check (stream-ref (stream-from 0) 80000) => 80000)
(report)
;; expect: 1 passed
