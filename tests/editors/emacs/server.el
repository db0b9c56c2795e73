;;; server.el --- `sigla-ts-mode' with the server  -*- lexical-binding: t -*-

(load (expand-file-name "check.el" (file-name-directory load-file-name)))
(require 'eglot)
(require 'flymake)
(setq eglot-sync-connect 20 eglot-autoshutdown t eglot-send-changes-idle-time 0 eglot-confirm-server-edits nil)

(defun findings (rule)
  "The findings of this buffer by RULE."
  (cl-remove-if-not (lambda (it) (string-match-p (regexp-quote rule) (flymake-diagnostic-text it))) (flymake-diagnostics)))

(find-file "report.sigla")
(check "with the parser the mode is sigla-ts-mode" (eq major-mode 'sigla-ts-mode))
(check "the hook asks for the server" (memq 'sigla-ensure sigla-mode-hook))
;; In a batch no command follows, after which eglot would start it.
(apply #'eglot (eglot--guess-contact))
(check "the server is connected" (eglot-managed-p))

(flymake-start)
(check "the stray bracket is marked"
       (await (lambda () (findings "closes no bracket"))))
(let ((finding (car (findings "closes no bracket"))))
  (check "just there" (equal (buffer-substring (flymake-diagnostic-beg finding) (flymake-diagnostic-end finding)) "]"))
  (check "as an error" (eq (flymake--lookup-type-property (flymake-diagnostic-type finding) 'flymake-category) 'flymake-error)))

(go-to "Ghulj")
(check "a hover glosses the place"
       (let (told)
         (eglot-hover-eldoc-function (lambda (text &rest _) (setq told text)))
         (await (lambda () (and told (string-match-p "Yining" (substring-no-properties told)))))))

(defun names (index)
  "All names of an INDEX."
  (cl-loop for (name . rest) in index
           collect (substring-no-properties name)
           when (listp rest) append (names rest)))
(check "the index is the server's outline, with measure 3 b)"
       (cl-some (lambda (name) (string-match-p "b) allocate captured" name)) (names (funcall imenu-create-index-function))))

(go-to "p. 282")
(let ((fix (cl-find "Delete the bracket" (eglot-code-actions (point) (1+ (point)) "quickfix")
                    :key (lambda (it) (plist-get it :title)) :test #'equal)))
  (check "a fix is offered" fix)
  (eglot-execute (eglot-current-server) fix)
  (check "it deletes the bracket" (progn (go-to "Nº 1-1 p. 282") (eolp))))
(check "its finding goes"
       (progn (eglot--signal-textDocument/didChange)
              (await (lambda () (flymake-start) (accept-process-output nil 0.05) (null (findings "closes no bracket"))))))

(go-to "Ghulj")
(check "a name is defined in its register"
       (let ((found (xref-backend-definitions 'eglot (xref-backend-identifier-at-point 'eglot))))
         (string-match-p "places.tsv" (xref-location-group (xref-item-location (car found))))))
(eglot-rename "Kuldja")
(check "a place is renamed here" (progn (goto-char (point-min)) (search-forward "city of Kuldja [Yining]" nil t)))
(check "and in a closed document"
       (with-current-buffer (find-file-noselect "second.sigla")
         (goto-char (point-min))
         (looking-at "Nobody left Kuldja")))

(goto-char (point-max))
(insert "\n\nA note [han")
(check "a label is completed"
       (let ((table (nth 2 (eglot-completion-at-point))))
         (cl-some (lambda (it) (string-match-p "handwritten" it)) (all-completions "han" table))))

(setq-default eglot-workspace-configuration '(:sigla (:inlayHints (:names t))))
(eglot-signal-didChangeConfiguration (eglot-current-server))
(make-directory "dated")
(with-temp-file "dated/sigla.toml")
(with-temp-file "dated/places.tsv"
  (insert "id\ttitle\ttitle_source\tfclasses\tstart\tvariants\nyining\tYining\tReport\tP\t1762\tGhulja\n"))
(with-temp-file "dated/report.sigla"
  (insert "---\ntitle: A report\ndate: 1945-04-29\nlanguage: en\n---\n\nThe city of Ghulja.\n"))
(with-current-buffer (find-file-noselect "dated/report.sigla")
  (apply #'eglot (eglot--guess-contact))
  (check "what the settings ask for is shown"
         (await (lambda ()
                  (and (eglot-current-server)
                       (cl-some (lambda (it) (equal (plist-get it :label) "= Yining"))
                                (jsonrpc-request (eglot-current-server) :textDocument/inlayHint
                                                 (list :textDocument (eglot--TextDocumentIdentifier)
                                                       :range '(:start (:line 0 :character 0) :end (:line 9 :character 0))))))))))

(sigla-doctor)
(check "the doctor answers" (with-current-buffer "*Sigla doctor*" (goto-char (point-min)) (search-forward "sigla 0" nil t)))

(find-file "made-up.sigla")
(font-lock-ensure)
(check "a bracket has a colour by the parser" (memq 'sigla-editor (ensure-list (face-at "[Yili]" 1))))
(check "a label has" (memq 'sigla-label (ensure-list (face-at "[lost: figure]" 1))))
(check "prose has none" (null (face-at "Having discussed")))
(check "a key of the header has" (memq 'font-lock-variable-name-face (ensure-list (face-at "recipient:"))))
(check "an item has" (memq 'sigla-item (ensure-list (face-at "b) allocate"))))
(with-temp-buffer
  (insert "A stray ] and an [open one")
  (sigla-ts-mode)
  (font-lock-ensure)
  (check "a stray bracket is an error" (memq 'sigla-stray (ensure-list (face-at "]"))))
  (check "and so is an open one" (memq 'sigla-stray (ensure-list (face-at "["))))
  (setq fill-column 12)
  (fill-paragraph)
  (check "the parser's mode fills prose" (string-match-p "\n" (buffer-string))))
