;;; sigla-mode.el --- Documents of Sigla, the markup of archival transcriptions  -*- lexical-binding: t -*-

;; Version: 0.1.0
;; Package-Requires: ((emacs "27.1"))
;; Keywords: wp, languages
;; SPDX-License-Identifier: MIT OR Apache-2.0

;;; Commentary:

;; `sigla-mode' shows a document of Sigla: colours, comments, paragraphs for filling, an index of its parts (imenu).  Where
;; the parser is installed (`M-x sigla-install-grammar', Emacs 29 or newer) files open in `sigla-ts-mode' instead, which is the same with
;; colours and index by the parser.  What makes the difference is the language server, by eglot:
;;
;;     (add-to-list 'load-path "~/sigla/editors/emacs")
;;     (require 'sigla-mode)
;;     (add-hook 'sigla-mode-hook #'sigla-ensure)

;;; Code:

(require 'text-mode)
(require 'subr-x)
(require 'treesit nil t)

(defgroup sigla nil
  "Documents of Sigla, the markup of archival transcriptions."
  :group 'text)

(defcustom sigla-program "sigla"
  "The program of Sigla, by its name or path."
  :type 'string)

(defcustom sigla-wrap-lines t
  "Whether long lines are wrapped between words, as prose wants it."
  :type 'boolean)

;;; Faces

(defface sigla-editor '((t :inherit font-lock-string-face))
  "What the editor says, between square brackets.")

(defface sigla-label '((t :inherit font-lock-keyword-face))
  "The label of a bracket, as in `[note: x]'.")

(defface sigla-act '((t :inherit font-lock-type-face))
  "What happened on the page, between braces.")

(defface sigla-deleted '((t :inherit sigla-act :strike-through t))
  "What is struck out on the page.")

(defface sigla-role '((t :inherit font-lock-variable-name-face))
  "The role of a line, as in `@dateline'.")

(defface sigla-heading '((t :inherit font-lock-function-name-face :weight bold))
  "A heading.")

(defface sigla-item '((t :inherit font-lock-constant-face))
  "The label of a numbered or lettered item.")

(defface sigla-stray '((t :inherit error))
  "A bracket without its other half.")

;;; The mode

(defvar sigla-mode-syntax-table
  (let ((table (make-syntax-table text-mode-syntax-table)))
    (modify-syntax-entry ?\[ "(]" table)
    (modify-syntax-entry ?\] ")[" table)
    (modify-syntax-entry ?{ "(}" table)
    (modify-syntax-entry ?} "){" table)
    ;; Opis' and Nawa'i are words.
    (modify-syntax-entry ?' "w" table)
    (modify-syntax-entry ?’ "w" table)
    table)
  "Syntax table of `sigla-mode'.")

(defconst sigla--item "[ \t]*\\(\\(?:[0-9]+\\|[[:alpha:]]\\)[.)]\\|-\\)[ \t]"
  "What a line of an item begins with.")

(defvar sigla-font-lock-keywords
  `(("^%%.*" 0 'font-lock-comment-face t)
    ("^#\\{1,6\\} .*" 0 'sigla-heading)
    ("^@[a-z-]+" 0 'sigla-role)
    ("^:::.*" 0 'font-lock-preprocessor-face)
    (,(concat "^" sigla--item) 1 'sigla-item)
    ("^\\([a-z-]+\\):" 1 (if (sigla--in-header-p) 'font-lock-variable-name-face 'default))
    ("{-[^{}\n]*-}" 0 'sigla-deleted)
    ("{[^{}\n]*}" 0 'sigla-act keep)
    ("\\[[^][]*\\]" 0 'sigla-editor keep)
    ("\\[\\([^][:\n]\\{1,40\\}\\): " 1 'sigla-label t))
  "What `sigla-mode' colours, by regular expressions.")

(defvar sigla-imenu-expression
  `(("Headings" "^#\\{1,6\\} +\\(.*\\)" 1)
    ("Items" ,(concat "^\\(" sigla--item ".\\{0,60\\}\\)") 1)
    ("Roles" "^\\(@[a-z-]+.\\{0,60\\}\\)" 1))
  "The parts of a document, where the server does not tell them.")

(defun sigla--header-end ()
  "The position behind the header, or nil if there is none."
  (save-excursion
    (goto-char (point-min))
    (and (looking-at "---[ \t]*$")
         (forward-line 1)
         (re-search-forward "^---[ \t]*$" nil t))))

(defun sigla--in-header-p ()
  "Whether point is in the header."
  (let ((end (sigla--header-end)))
    (and end (<= (point) end))))

(defun sigla-fill-paragraph (&optional _justify)
  "Leave alone what filling would change, as `fill-paragraph-function'.
That is the header, and lines that end with a backslash."
  (let ((fixed (or (sigla--in-header-p)
                   (save-excursion
                     (let ((end (progn (forward-paragraph) (point))))
                       (backward-paragraph)
                       (re-search-forward "\\\\$" end t))))))
    (when fixed
      (message "This keeps its lines"))
    (and fixed t)))

;;;###autoload
(define-derived-mode sigla-mode text-mode "Sigla"
  "Major mode for documents of Sigla."
  :group 'sigla
  (setq-local comment-start "%% "
              comment-start-skip "^%%+[ \t]*"
              comment-end ""
              font-lock-defaults '(sigla-font-lock-keywords t)
              font-lock-multiline t
              imenu-generic-expression sigla-imenu-expression
              imenu-space-replacement nil
              ;; Each of these lines stands for itself; an item begins a paragraph.
              paragraph-separate "[ \t\f]*$\\|#\\{1,6\\} \\|@[a-z]\\|:::\\|%%\\||\\|```"
              paragraph-start (concat paragraph-separate "\\|" sigla--item)
              fill-paragraph-function #'sigla-fill-paragraph
              ;; A line that filling makes must not begin with a sign.
              fill-nobreak-predicate '(sigla--nobreak-p)
              require-final-newline t)
  (when sigla-wrap-lines
    (visual-line-mode 1)))

(defun sigla--nobreak-p ()
  "Whether a line that began here would be read as something else than prose."
  (save-excursion
    (skip-chars-forward " \t")
    (looking-at (concat "[#@|%:`]\\|" sigla--item))))

;;;###autoload
(define-derived-mode sigla-register-mode text-mode "Sigla register"
  "Major mode for the registers beside a sigla.toml.
They are tables with a tabulator between two columns."
  :group 'sigla
  (setq-local indent-tabs-mode t
              tab-width 20
              truncate-lines t)
  (local-set-key (kbd "TAB") #'self-insert-command))

;;; By the parser, in Emacs 29 or newer

(declare-function treesit-ready-p "treesit")
(declare-function treesit-parser-create "treesit.c")
(declare-function treesit-font-lock-rules "treesit")
(declare-function treesit-major-mode-setup "treesit")
(declare-function treesit-node-text "treesit")
(declare-function treesit-node-child "treesit.c")
(defvar treesit-font-lock-settings)
(defvar treesit-font-lock-feature-list)
(defvar treesit-simple-imenu-settings)
(defvar imenu-space-replacement)

(defun sigla--treesit-rules ()
  "What the parser colours."
  (treesit-font-lock-rules
   :language 'sigla :feature 'comment
   '([(comment) (header_comment)] @font-lock-comment-face)
   :language 'sigla :feature 'structure
   '((heading) @sigla-heading
     (role) @sigla-role
     (item_label) @sigla-item
     (footnote_label) @sigla-item
     [(container_start) (container_end)] @font-lock-preprocessor-face
     (key) @font-lock-variable-name-face
     (raw_content) @font-lock-preprocessor-face)
   :language 'sigla :feature 'voice
   '((insertion) @sigla-editor
     (deletion) @sigla-deleted
     [(addition) (act) (span)] @sigla-act
     (underlined) @underline
     (bold) @bold
     [(superior) (inferior)] @italic
     (note_reference) @link)
   :language 'sigla :feature 'voice :override t
   '((label) @sigla-label
     (insertion_mark) @sigla-label)
   :language 'sigla :feature 'slip :override t
   '((stray_closer) @sigla-stray
     (header_line) @sigla-stray
     (insertion "[" @sigla-stray (unclosed))
     (deletion "{-" @sigla-stray (unclosed))
     (addition "{+" @sigla-stray (unclosed))
     (act "{" @sigla-stray (unclosed))
     (span "{" @sigla-stray (unclosed)))))

(defun sigla--imenu-name (node)
  "What the index calls NODE: the beginning of its first line."
  (let ((line (car (split-string (treesit-node-text node t) "\n"))))
    (truncate-string-to-width line 60 nil nil t)))

;;;###autoload
(define-derived-mode sigla-ts-mode sigla-mode "Sigla"
  "Major mode for documents of Sigla, with colours and index by the parser.
The parser is installed by `sigla-install-grammar'."
  :group 'sigla
  (unless (treesit-ready-p 'sigla)
    (error "The parser of Sigla is not here; M-x sigla-install-grammar compiles it"))
  (treesit-parser-create 'sigla)
  (setq-local font-lock-defaults nil
              treesit-font-lock-settings (sigla--treesit-rules)
              treesit-font-lock-feature-list '((comment structure) (voice) (slip))
              treesit-simple-imenu-settings
              '(("Headings" "\\`heading\\'" nil sigla--imenu-name)
                ("Items" "\\`item\\'" nil sigla--imenu-name)
                ("Roles" "\\`role_line\\'" nil sigla--imenu-name)))
  (treesit-major-mode-setup)
  ;; It takes these from what programs have.
  (setq-local fill-paragraph-function #'sigla-fill-paragraph))

(defconst sigla--folder (file-name-directory (or load-file-name buffer-file-name default-directory))
  "The folder of this file: the grammar lies beside it in the project.")

(defun sigla-install-grammar ()
  "Compile the parser into the folder where Emacs looks for it.
The compiler is `cc', or what the variable CC of the environment names."
  (interactive)
  (let* ((source (expand-file-name "../../grammar/src/" sigla--folder))
         (folder (locate-user-emacs-file "tree-sitter"))
         (library (expand-file-name (concat "libtree-sitter-sigla" (car (bound-and-true-p dynamic-library-suffixes))) folder))
         (compiler (or (getenv "CC") "cc"))
         (new (concat library ".new")))
    (unless (file-exists-p (expand-file-name "parser.c" source))
      (user-error "There is no %sparser.c; sigla-mode.el must lie in the folder of Sigla as it came" source))
    (unless (executable-find compiler)
      (user-error "There is no C compiler `%s'; install one, such as the package gcc, or name it in CC" compiler))
    (make-directory folder t)
    (message "Compiling the parser of Sigla …")
    (with-temp-buffer
      (unless (zerop (call-process compiler nil t nil "-O2" "-shared" "-fPIC" "-I" source
                                   (expand-file-name "parser.c" source) (expand-file-name "scanner.c" source) "-o" new))
        (user-error "`%s' failed: %s" compiler (string-trim (buffer-string)))))
    ;; Put in place at the end: a running Emacs may have the old one open.
    (rename-file new library t)
    (message "The parser of Sigla is installed: %s" library)))

;;;###autoload
(defun sigla-auto-mode ()
  "Turn on `sigla-ts-mode' where the parser is installed, else `sigla-mode'."
  (if (and (fboundp 'treesit-ready-p) (treesit-ready-p 'sigla t))
      (sigla-ts-mode)
    (sigla-mode)))

;;;###autoload
(progn
  (add-to-list 'auto-mode-alist '("\\.sigla\\'" . sigla-auto-mode))
  (add-to-list 'auto-mode-alist '("/\\(?:places\\|persons\\|glossary\\|archives\\)\\.tsv\\'" . sigla-register-mode)))

;;; The server

(declare-function eglot-ensure "eglot")
(declare-function eglot-current-server "eglot")
(declare-function jsonrpc-request "jsonrpc")
(defvar eglot-server-programs)

(put 'sigla-mode 'eglot-language-id "sigla")
(put 'sigla-ts-mode 'eglot-language-id "sigla")
(put 'sigla-register-mode 'eglot-language-id "sigla-register")

(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs
               `((sigla-mode sigla-ts-mode sigla-register-mode)
                 . ,(lambda (&rest _) (list sigla-program "lsp")))))

;;;###autoload
(defun sigla-ensure ()
  "Start the language server for this buffer, or say once what it lacks."
  (cond ((not (require 'eglot nil t))
         (message "Sigla: eglot is not here; it comes with Emacs 29, and from ELPA for those before"))
        ((not (executable-find sigla-program))
         (message "Sigla: the program `%s' is not found, so nothing is checked.  Install it (`cargo install --path .' in the folder of Sigla), or set `sigla-program'"
                  sigla-program))
        (t (eglot-ensure))))

(defun sigla-doctor ()
  "Tell in sentences what is right with the installation and what is not."
  (interactive)
  (let* ((server (and (fboundp 'eglot-current-server) (eglot-current-server)))
         (text (cond (server (plist-get (jsonrpc-request server :workspace/executeCommand
                                                         '(:command "sigla.doctor" :arguments []))
                                        :text))
                     ((executable-find sigla-program)
                      (with-temp-buffer
                        (call-process sigla-program nil t nil "doctor")
                        (buffer-string)))
                     (t (format "✗ the program `%s' is not found" sigla-program)))))
    (with-current-buffer (get-buffer-create "*Sigla doctor*")
      (let ((inhibit-read-only t))
        (erase-buffer)
        (insert text))
      (special-mode)
      (goto-char (point-min))
      (display-buffer (current-buffer)))))

(provide 'sigla-mode)
;;; sigla-mode.el ends here
