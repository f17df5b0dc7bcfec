;; A text adventure: a state machine over records and association lists, commands by a small parser, the world by a macro, undo by
;; keeping old states. A script is played.
(import (scheme base) (scheme write) (scheme char) (scheme cxr))

(define-record-type room
  (make-room name text exits items)
  room?
  (name room-name)
  (text room-text)
  (exits room-exits)
  (items room-items))
(define-record-type state
  (make-state here rooms carried flags turns)
  state?
  (here state-here)
  (rooms state-rooms)
  (carried state-carried)
  (flags state-flags)
  (turns state-turns))

(define-syntax update
  (syntax-rules (here rooms carried flags)
    ((_ s) s)
    ((_ s (here v) . more) (let ((x s)) (update (make-state v (state-rooms x) (state-carried x) (state-flags x) (state-turns x)) . more)))
    ((_ s (rooms v) . more) (let ((x s)) (update (make-state (state-here x) v (state-carried x) (state-flags x) (state-turns x)) . more)))
    ((_ s (carried v) . more) (let ((x s)) (update (make-state (state-here x) (state-rooms x) v (state-flags x) (state-turns x)) . more)))
    ((_ s (flags v) . more) (let ((x s)) (update (make-state (state-here x) (state-rooms x) (state-carried x) v (state-turns x)) . more)))))

(define-syntax world
  (syntax-rules (exits items ->)
    ((_ (name text (exits (direction -> target) ...) (items item ...)) ...)
     (list (cons 'name (make-room 'name text '((direction . target) ...) '(item ...))) ...))))

(define start-world
  (world
   (cellar "A damp cellar. Stairs lead up." (exits (up -> hall)) (items lamp))
   (hall "A hall with portraits." (exits (down -> cellar) (north -> garden) (east -> library)) (items))
   (library "Shelves without books, but one." (exits (west -> hall)) (items book))
   (garden "A garden behind an iron gate." (exits (south -> hall) (north -> gate)) (items rose shovel))
   (gate "The gate. Beyond it lies the road." (exits (south -> garden)) (items))))

(define (alist-set alist key value)
  (cond ((null? alist) (list (cons key value)))
        ((eq? (caar alist) key) (cons (cons key value) (cdr alist)))
        (else (cons (car alist) (alist-set (cdr alist) key value)))))
(define (without x l)
  (cond ((null? l) '()) ((eq? (car l) x) (cdr l)) (else (cons (car l) (without x (cdr l))))))

(define (current-room s) (cdr (assq (state-here s) (state-rooms s))))
(define (flag? s f) (and (memq f (state-flags s)) #t))
(define (with-items s change)
  (let ((r (current-room s)))
    (update s (rooms (alist-set (state-rooms s) (room-name r)
                                (make-room (room-name r) (room-text r) (room-exits r) (change (room-items r))))))))

(define (say . parts) (for-each display parts) (newline))
(define (list-words words)
  (cond ((null? words) "nothing")
        ((null? (cdr words)) (symbol->string (car words)))
        (else (string-append (symbol->string (car words)) ", " (list-words (cdr words))))))

;; ---- commands: (verb . action); an action gets the state and the words behind the verb and gives the next state, or raises a complaint

(define (complain . parts)
  (raise (cons 'complaint parts)))

(define (look s words)
  (say (room-text (current-room s)))
  (unless (null? (room-items (current-room s)))
    (say "Here: " (list-words (room-items (current-room s))) "."))
  (say "Exits: " (list-words (map car (room-exits (current-room s)))) ".")
  s)
(define (go s words)
  (when (null? words) (complain "Where to?"))
  (let ((exit (assq (car words) (room-exits (current-room s)))))
    (unless exit (complain "No way " (car words) " from here."))
    (when (and (eq? (cdr exit) 'gate) (not (flag? s 'unlocked))) (complain "The gate is locked."))
    (let ((next (update s (here (cdr exit)))))
      (look next '()))))
(define (take s words)
  (when (null? words) (complain "Take what?"))
  (unless (memq (car words) (room-items (current-room s))) (complain "There is no " (car words) " here."))
  (when (>= (length (state-carried s)) 2) (complain "Your hands are full."))
  (say "Taken.")
  (update (with-items s (lambda (items) (without (car words) items)))
          (carried (cons (car words) (state-carried s)))))
(define (drop s words)
  (when (or (null? words) (not (memq (car words) (state-carried s)))) (complain "You do not have that."))
  (say "Dropped.")
  (update (with-items s (lambda (items) (cons (car words) items)))
          (carried (without (car words) (state-carried s)))))
(define (inventory s words) (say "You carry " (list-words (state-carried s)) ".") s)
(define (dig s words)
  (unless (memq 'shovel (state-carried s)) (complain "With your hands?"))
  (unless (eq? (state-here s) 'garden) (complain "The ground is too hard."))
  (when (flag? s 'dug) (complain "There is only earth left."))
  (say "A key comes to light.")
  (update (with-items s (lambda (items) (cons 'key items))) (flags (cons 'dug (state-flags s)))))
(define (unlock s words)
  (cond ((not (memq 'key (state-carried s))) (complain "You have no key."))
        ((not (eq? (state-here s) 'garden)) (complain "Nothing is locked here."))
        (else (say "The gate is open.") (update s (flags (cons 'unlocked (state-flags s)))))))
(define verbs
  `((look . ,look) (go . ,go) (take . ,take) (drop . ,drop) (inventory . ,inventory) (dig . ,dig) (unlock . ,unlock)
    (n . ,(lambda (s w) (go s '(north)))) (s . ,(lambda (s w) (go s '(south))))))

(define (split-words text)
  (let loop ((chars (string->list text)) (word '()) (words '()))
    (define (done) (if (null? word) words (cons (string->symbol (string-downcase (list->string (reverse word)))) words)))
    (cond ((null? chars) (reverse (done)))
          ((char-alphabetic? (car chars)) (loop (cdr chars) (cons (car chars) word) words))
          (else (loop (cdr chars) '() (done))))))
(define noise '(the a an to at))
(define (strip words)
  (cond ((null? words) '()) ((memq (car words) noise) (strip (cdr words))) (else (cons (car words) (strip (cdr words))))))

(define (step s text)
  (let ((words (strip (split-words text))))
    (cond ((null? words) (complain "Say something."))
          ((assq (car words) verbs) => (lambda (verb) ((cdr verb) s (cdr words))))
          (else (complain "I do not know how to " (car words) ".")))))

(define (play script)
  (let loop ((script script) (s (make-state 'hall start-world '() '() 0)) (history '()))
    (cond ((eq? (state-here s) 'gate)
           (say "You are out after " (length history) " moves, with " (list-words (state-carried s)) "."))
          ((null? script) (say "The script ends in the " (state-here s) "."))
          (else
           (say "> " (car script))
           (if (string-ci=? (car script) "undo")
               (if (null? history)
                   (begin (say "Nothing to undo.") (loop (cdr script) s history))
                   (begin (say "Undone.") (loop (cdr script) (car history) (cdr history))))
               (let ((next (guard (e ((and (pair? e) (eq? (car e) 'complaint))
                                      (apply say (cdr e))
                                      #f))
                             (step s (car script)))))
                 (if next
                     (loop (cdr script) next (cons s history))
                     (loop (cdr script) s history))))))))

(play '("look" "undo" "Go down" "take the lamp" "take lamp" "go up" "go to the EAST" "dance" "take book" "take shelf" "inventory"
        "go west" "n" "take shovel" "drop book" "take shovel" "go north" "dig" "dig" "take key" "" "drop lamp" "take key" "undo" "take the key!"
        "unlock the gate" "go north"))
(play '("go north" "go" "drop" "unlock" "dig"))

;; expect: > look
;; expect: A hall with portraits.
;; expect: Exits: down, north, east.
;; expect: > undo
;; expect: Undone.
;; expect: > Go down
;; expect: A damp cellar. Stairs lead up.
;; expect: Here: lamp.
;; expect: Exits: up.
;; expect: > take the lamp
;; expect: Taken.
;; expect: > take lamp
;; expect: There is no lamp here.
;; expect: > go up
;; expect: A hall with portraits.
;; expect: Exits: down, north, east.
;; expect: > go to the EAST
;; expect: Shelves without books, but one.
;; expect: Here: book.
;; expect: Exits: west.
;; expect: > dance
;; expect: I do not know how to dance.
;; expect: > take book
;; expect: Taken.
;; expect: > take shelf
;; expect: There is no shelf here.
;; expect: > inventory
;; expect: You carry book, lamp.
;; expect: > go west
;; expect: A hall with portraits.
;; expect: Exits: down, north, east.
;; expect: > n
;; expect: A garden behind an iron gate.
;; expect: Here: rose, shovel.
;; expect: Exits: south, north.
;; expect: > take shovel
;; expect: Your hands are full.
;; expect: > drop book
;; expect: Dropped.
;; expect: > take shovel
;; expect: Taken.
;; expect: > go north
;; expect: The gate is locked.
;; expect: > dig
;; expect: A key comes to light.
;; expect: > dig
;; expect: There is only earth left.
;; expect: > take key
;; expect: Your hands are full.
;; expect: > 
;; expect: Say something.
;; expect: > drop lamp
;; expect: Dropped.
;; expect: > take key
;; expect: Taken.
;; expect: > undo
;; expect: Undone.
;; expect: > take the key!
;; expect: Taken.
;; expect: > unlock the gate
;; expect: The gate is open.
;; expect: > go north
;; expect: The gate. Beyond it lies the road.
;; expect: Exits: south.
;; expect: You are out after 15 moves, with key, shovel.
;; expect: > go north
;; expect: A garden behind an iron gate.
;; expect: Here: rose, shovel.
;; expect: Exits: south, north.
;; expect: > go
;; expect: Where to?
;; expect: > drop
;; expect: You do not have that.
;; expect: > unlock
;; expect: You have no key.
;; expect: > dig
;; expect: With your hands?
;; expect: The script ends in the garden.
