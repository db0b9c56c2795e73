;;; regexps.el --- `sigla-mode', without the parser  -*- lexical-binding: t -*-

(load (expand-file-name "check.el" (file-name-directory load-file-name)))
(require 'imenu)
(remove-hook 'sigla-mode-hook #'sigla-ensure)

(find-file "made-up.sigla")
(font-lock-ensure)
(check "without the parser the mode is sigla-mode" (eq major-mode 'sigla-mode))
(check "a bracket has a colour" (eq (face-at "[Yili]" 1) 'sigla-editor))
(check "its label has another" (eq (face-at "[lost: figure]" 1) 'sigla-label))
(check "prose has none" (null (face-at "Having discussed")))
(check "a role has one" (eq (face-at "@addressee") 'sigla-role))
(check "a comment has one" (eq (face-at "%% The citation") 'font-lock-comment-face))
(check "a key of the header has one" (eq (face-at "recipient:") 'font-lock-variable-name-face))
(check "an item has one" (eq (face-at "b) allocate") 'sigla-item))
(check "the index has the measures"
       (let ((items (cdr (assoc "Items" (imenu--make-index-alist t)))))
         (cl-some (lambda (item) (string-prefix-p "b) allocate captured rifles" (car item))) items)))

;; Filling.
(defun filled (text)
  "TEXT, filled at its end."
  (with-temp-buffer
    (sigla-mode)
    (setq fill-column 30)
    (insert text)
    (fill-paragraph)
    (buffer-string)))
(check "prose is filled"
       (equal (filled "The Ili District with a population of about 400,000 people")
              "The Ili District with a\npopulation of about 400,000\npeople"))
(check "a line that keeps its end does so"
       (let ((text "At the instruction of Cde. Lyudvigov one copy was made.\\\n2 June 1945"))
         (equal (filled text) text)))
(check "the header is left alone"
       (with-temp-buffer
         (insert "---\ntitle: A very long title that is longer than thirty letters\n---\n")
         (sigla-mode)
         (setq fill-column 30)
         (goto-char 20)
         (let ((before (buffer-string)))
           (fill-paragraph)
           (equal (buffer-string) before))))
(check "no line begins with a sign after filling"
       (not (string-match-p "^[#@|%]" (filled "These twenty-nine letters are # one"))))
(check "the next line of a list stands for itself"
       (equal (filled "@copy Copy Nº 3\na) Demobilizing 500 officers and 2,000 enlisted men")
              "@copy Copy Nº 3\na) Demobilizing 500 officers\nand 2,000 enlisted men"))
(check "a word may have an apostrophe"
       (with-temp-buffer
         (sigla-mode)
         (insert "Opis' 2")
         (goto-char (point-min))
         (equal (thing-at-point 'word) "Opis'")))

(find-file "places.tsv")
(check "a register has a mode of its own" (and (eq major-mode 'sigla-register-mode) indent-tabs-mode))
