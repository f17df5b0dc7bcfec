;; exit with #f is status 1, with no argument or #t it is 0.
(exit #f)
;; exit: 1
