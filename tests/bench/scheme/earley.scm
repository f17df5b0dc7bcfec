;; Earley's algorithm: all parses of an ambiguous expression grammar are counted, from chart sets kept as lists in a vector.
;; bench: large
;; size: iterations
;; quick: 1

(define size 4000)

;; A grammar is a list of rules (left right ...); a symbol that is no rule's left side is a terminal.
(define grammar
  '((s e)
    (e e + e)
    (e e * e)
    (e < e >)
    (e n)
    (e - e)
    (n d)
    (n n d)
    (d zero)
    (d one)))

(define (nonterminal? symbol) (assq symbol grammar))

(define (rules-of symbol)
  (let loop ((rules grammar) (found '()))
    (cond ((null? rules) (reverse found))
          ((eq? (caar rules) symbol) (loop (cdr rules) (cons (car rules) found)))
          (else (loop (cdr rules) found)))))

;; An item: a rule, what is left of its right side, where it began. Derivations are counted afterwards.
(define-record-type item
  (make-item rule rest origin)
  item?
  (rule item-rule)
  (rest item-rest)
  (origin item-origin))

(define (same-item? a b)
  (and (eq? (item-rule a) (item-rule b))
       (eq? (item-rest a) (item-rest b))
       (= (item-origin a) (item-origin b))))

(define (known? new items)
  (and (pair? items)
       (or (same-item? new (car items))
           (known? new (cdr items)))))

(define (chart-of words)
  (let* ((n (vector-length words)) (sets (make-vector (+ n 1) '())))
    (define (add! at item agenda)
      (if (known? item (vector-ref sets at))
          agenda
          (begin
            (vector-set! sets at (cons item (vector-ref sets at)))
            (cons item agenda))))
    (define (predict symbol at agenda)
      (let loop ((rules (rules-of symbol)) (agenda agenda))
        (if (null? rules)
            agenda
            (loop (cdr rules) (add! at (make-item (car rules) (cdar rules) at) agenda)))))
    (define (complete item at agenda)
      (let ((left (car (item-rule item))))
        (let loop ((waiting (vector-ref sets (item-origin item))) (agenda agenda))
          (cond ((null? waiting) agenda)
                ((and (pair? (item-rest (car waiting))) (eq? (car (item-rest (car waiting))) left))
                 (loop (cdr waiting)
                       (add! at
                             (make-item (item-rule (car waiting))
                                        (cdr (item-rest (car waiting)))
                                        (item-origin (car waiting)))
                             agenda)))
                (else (loop (cdr waiting) agenda))))))
    (define (close at agenda)
      (if (pair? agenda)
          (let* ((item (car agenda)) (rest (item-rest item)))
            (close at
                   (cond ((null? rest) (complete item at (cdr agenda)))
                         ((nonterminal? (car rest)) (predict (car rest) at (cdr agenda)))
                         (else (cdr agenda)))))))
    (define (scan at)
      (let ((word (vector-ref words at)))
        (let loop ((items (vector-ref sets at)) (agenda '()))
          (cond ((null? items) agenda)
                ((and (pair? (item-rest (car items))) (eq? (car (item-rest (car items))) word))
                 (loop (cdr items)
                       (add! (+ at 1)
                             (make-item (item-rule (car items))
                                        (cdr (item-rest (car items)))
                                        (item-origin (car items)))
                             agenda)))
                (else (loop (cdr items) agenda))))))
    (close 0 (predict 's 0 '()))
    (do ((at 0 (+ at 1))) ((= at n) sets)
      (close (+ at 1) (scan at)))))

;; How many derivations there are of each symbol over each span, by the chart's finished items and a memo table.
(define (count-parses words)
  (let* ((n (vector-length words)) (sets (chart-of words)) (memo '()))
    (define (finished? symbol from to)
      (let loop ((items (vector-ref sets to)))
        (and (pair? items)
             (or (and (null? (item-rest (car items)))
                      (= (item-origin (car items)) from)
                      (eq? (car (item-rule (car items))) symbol))
                 (loop (cdr items))))))
    (define (count symbol from to)
      (cond ((not (nonterminal? symbol))
             (if (and (= to (+ from 1)) (eq? (vector-ref words from) symbol)) 1 0))
            ((finished? symbol from to)
             (let ((key (+ (* from 1000) to)))
               (let ((known (assv key (let ((row (assq symbol memo))) (if row (cdr row) '())))))
                 (if known
                     (cdr known)
                     (let ((total (count-rules (rules-of symbol) from to)))
                       (remember! symbol key total)
                       total)))))
            (else 0)))
    (define (remember! symbol key total)
      (let ((row (assq symbol memo)))
        (if row
            (set-cdr! row (cons (cons key total) (cdr row)))
            (set! memo (cons (list symbol (cons key total)) memo)))))
    (define (count-rules rules from to)
      (if (null? rules)
          0
          (+ (count-sequence (cdar rules) from to) (count-rules (cdr rules) from to))))
    (define (count-sequence symbols from to)
      (if (null? (cdr symbols))
          ;; A rule of one symbol over the same span cannot come back to itself in this grammar.
          (count (car symbols) from to)
          (let loop ((middle (+ from 1)) (total 0))
            (if (= middle to)
                total
                (let ((left (count (car symbols) from middle)))
                  (loop (+ middle 1)
                        (if (= left 0) total (+ total (* left (count-sequence (cdr symbols) middle to))))))))))
    (count 's 0 n)))

(define sentence
  (list->vector '(one zero + one * < - one + zero one > * one + one one * zero + - one)))

(define (repeat count result)
  (if (= count 0) result (repeat (- count 1) (count-parses sentence))))

(display (repeat size 0))
(newline)
;; expect: 264
