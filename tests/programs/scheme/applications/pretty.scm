;; A pretty printer of data and programs after Wadler: documents, the choice between flat and broken layouts, and layouts of Scheme forms.
(import (scheme base) (scheme write) (scheme read) (scheme lazy) (scheme case-lambda))

(define-record-type <text> (text string) text? (string text-string))
(define-record-type <line> (line flat) line? (flat line-flat))
(define-record-type <nest> (nest depth document) nest? (depth nest-depth) (document nest-document))
(define-record-type <align> (align document) align? (document align-document))
(define-record-type <concat> (concat a b) concat? (a concat-a) (b concat-b))
(define-record-type <group> (group document) group? (document group-document))

(define nil (text ""))
(define soft (line " "))
(define (hcat . documents)
  (cond ((null? documents) nil)
        ((null? (cdr documents)) (car documents))
        (else (concat (car documents) (apply hcat (cdr documents))))))
(define (join separator documents)
  (cond ((null? documents) nil)
        ((null? (cdr documents)) (car documents))
        (else (hcat (car documents) separator (join separator (cdr documents))))))

;; Whether the first line of what is left fits. An entry is (indent mode . document).
(define (fits? width entries)
  (cond ((< width 0) #f)
        ((null? entries) #t)
        (else
         (let* ((entry (car entries)) (indent (car entry)) (mode (cadr entry)) (d (cddr entry)) (rest (cdr entries)))
           (cond ((text? d) (fits? (- width (string-length (text-string d))) rest))
                 ((line? d) (or (eq? mode 'break) (fits? (- width (string-length (line-flat d))) rest)))
                 ((nest? d) (fits? width (cons (cons* indent mode (nest-document d)) rest)))
                 ((align? d) (fits? width (cons (cons* indent mode (align-document d)) rest)))
                 ((concat? d) (fits? width (cons* (cons* indent mode (concat-a d)) (cons* indent mode (concat-b d)) rest)))
                 (else (fits? width (cons (cons* indent mode (group-document d)) rest))))))))
(define cons*
  (case-lambda
    ((a) a)
    ((a . rest) (cons a (apply cons* rest)))))

(define (layout document width out)
  (let loop ((column 0) (entries (list (cons* 0 'break document))))
    (unless (null? entries)
      (let* ((entry (car entries)) (indent (car entry)) (mode (cadr entry)) (d (cddr entry)) (rest (cdr entries)))
        (cond ((text? d)
               (write-string (text-string d) out)
               (loop (+ column (string-length (text-string d))) rest))
              ((line? d)
               (case mode
                 ((flat)
                  (write-string (line-flat d) out)
                  (loop (+ column (string-length (line-flat d))) rest))
                 (else
                  (newline out)
                  (write-string (make-string indent #\space) out)
                  (loop indent rest))))
              ((nest? d) (loop column (cons (cons* (+ indent (nest-depth d)) mode (nest-document d)) rest)))
              ((align? d) (loop column (cons (cons* column mode (align-document d)) rest)))
              ((concat? d) (loop column (cons* (cons* indent mode (concat-a d)) (cons* indent mode (concat-b d)) rest)))
              (else
               (let ((flat (cons* indent 'flat (group-document d))))
                 (loop column
                       (cons (if (fits? (- width column) (cons flat rest)) flat (cons* indent 'break (group-document d))) rest)))))))))

;; ---- Scheme

(define (atom->text x)
  (let ((out (open-output-string)))
    (write x out)
    (text (get-output-string out))))
(define prefixes '((quote . "'") (quasiquote . "`") (unquote . ",") (unquote-splicing . ",@")))
;; How many operands stand on the first line, of forms with bodies.
(define bodies '((define . 1) (lambda . 1) (let . 1) (let* . 1) (letrec . 1) (when . 1) (unless . 1) (case . 1) (do . 2)
                 (syntax-rules . 1) (define-syntax . 1) (begin . 0) (define-record-type . 1)))

(define (datum->document x)
  (cond ((and (pair? x) (assq (car x) prefixes) (pair? (cdr x)) (null? (cddr x)))
         (hcat (text (cdr (assq (car x) prefixes))) (datum->document (cadr x))))
        ((pair? x) (group (list->document x)))
        ((vector? x) (hcat (text "#") (if (zero? (vector-length x)) (text "()") (datum->document (vector->list x)))))
        (else (atom->text x))))
(define (list->document x)
  (define body (and (symbol? (car x)) (list? x) (assq (car x) bodies)))
  (cond ((and body (eq? (car x) 'let) (pair? (cdr x)) (symbol? (cadr x))) (body-form x 2))
        (body (body-form x (cdr body)))
        ((and (symbol? (car x)) (list? x) (pair? (cdr x)))
         (hcat (text "(") (datum->document (car x)) (text " ") (align (join soft (map datum->document (cdr x)))) (text ")")))
        (else (hcat (text "(") (align (join soft (parts x))) (text ")")))))
(define (parts x)
  (cond ((null? x) '())
        ((pair? x) (cons (datum->document (car x)) (parts (cdr x))))
        (else (list (hcat (text ". ") (atom->text x))))))
(define (body-form x first)
  (let loop ((items (cdr x)) (n first) (head (list (datum->document (car x)))))
    (if (and (> n 0) (pair? items))
        (loop (cdr items) (- n 1) (cons (datum->document (car items)) head))
        (hcat (text "(")
              (nest 2 (hcat (join (text " ") (reverse head))
                            (if (null? items) nil (hcat soft (join soft (map datum->document items))))))
              (text ")")))))

(define pretty-print
  (case-lambda
    ((x) (pretty-print x 60))
    ((x width) (pretty-print x width (current-output-port)))
    ((x width out)
     (layout (datum->document x) width out)
     (newline out))))

(define (pretty-string x width)
  (let ((out (open-output-string)))
    (pretty-print x width out)
    (get-output-string out)))

(define program
  '(define (quicksort l less?)
     (if (or (null? l) (null? (cdr l))) l
         (let ((pivot (car l)) (rest (cdr l)))
           (append (quicksort (filter (lambda (x) (less? x pivot)) rest) less?)
                   (list pivot) (quicksort (filter (lambda (x) (not (less? x pivot))) rest) less?))))))
(pretty-print program)
(pretty-print program 40)
(pretty-print program 200)
(pretty-print '(let loop ((i 0) (acc '())) (cond ((= i 10) (reverse acc)) (else (loop (+ i 1) `(,i ,@acc . "tail"))))) 40)
(pretty-print '#(1 #(2 "three" #\4) (a . b) #u8(5 6) #()) 20)
(pretty-print '(quote) 20)
(pretty-print '((a 1) (b (2 3)) . c) 12)
;; What is printed is read back, at every width.
(write
 (let loop ((width 1))
   (cond ((> width 90) 'all-read-back)
         ((equal? (read (open-input-string (pretty-string program width))) program) (loop (+ width 5)))
         (else width))))
(newline)

;; expect: (define (quicksort l less?)
;; expect:   (if (or (null? l) (null? (cdr l)))
;; expect:       l
;; expect:       (let ((pivot (car l)) (rest (cdr l)))
;; expect:         (append (quicksort (filter (lambda (x)
;; expect:                                      (less? x pivot))
;; expect:                                    rest)
;; expect:                            less?)
;; expect:                 (list pivot)
;; expect:                 (quicksort (filter (lambda (x)
;; expect:                                      (not (less? x pivot)))
;; expect:                                    rest)
;; expect:                            less?)))))
;; expect: (define (quicksort l less?)
;; expect:   (if (or (null? l) (null? (cdr l)))
;; expect:       l
;; expect:       (let ((pivot (car l))
;; expect:             (rest (cdr l)))
;; expect:         (append (quicksort (filter (lambda (x)
;; expect:                                      (less? x
;; expect:                                             pivot))
;; expect:                                    rest)
;; expect:                            less?)
;; expect:                 (list pivot)
;; expect:                 (quicksort (filter (lambda (x)
;; expect:                                      (not (less? x
;; expect:                                                  pivot)))
;; expect:                                    rest)
;; expect:                            less?)))))
;; expect: (define (quicksort l less?)
;; expect:   (if (or (null? l) (null? (cdr l)))
;; expect:       l
;; expect:       (let ((pivot (car l)) (rest (cdr l))) (append (quicksort (filter (lambda (x) (less? x pivot)) rest) less?) (list pivot) (quicksort (filter (lambda (x) (not (less? x pivot))) rest) less?)))))
;; expect: (let loop ((i 0) (acc '()))
;; expect:   (cond ((= i 10) (reverse acc))
;; expect:         (else (loop (+ i 1)
;; expect:                     `(,i
;; expect:                       ,@acc
;; expect:                       . "tail")))))
;; expect: #(1
;; expect:   #(2 "three" #\4)
;; expect:   (a . b)
;; expect:   #u8(5 6)
;; expect:   #())
;; expect: (quote)
;; expect: ((a 1)
;; expect:  (b (2 3))
;; expect:  . c)
;; expect: all-read-back
