;; The command line: the program's name, then its arguments, also those that look like options.
(write (cdr (command-line)))
(newline)
;; args: one --no-jit -- two
;; expect: ("one" "--no-jit" "--" "two")
