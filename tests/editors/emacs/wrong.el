;;; wrong.el --- A killed server, a missing one, many findings, a large document  -*- lexical-binding: t -*-

(load (expand-file-name "check.el" (file-name-directory load-file-name)))
(require 'eglot)
(require 'flymake)
(setq eglot-sync-connect 20 eglot-send-changes-idle-time 0)

(defun stray ()
  "The findings of stray brackets in this buffer."
  (flymake-start)
  (accept-process-output nil 0.05)
  (cl-remove-if-not (lambda (it) (string-match-p "closes no bracket" (flymake-diagnostic-text it))) (flymake-diagnostics)))

(find-file "report.sigla")
(apply #'eglot (eglot--guess-contact))
(check "the stray bracket is marked" (await (lambda () (= 1 (length (stray))))))
(let ((first (eglot-current-server)))
  ;; So long a server must have lived for eglot to start another.
  (sleep-for (if (integerp eglot-autoreconnect) eglot-autoreconnect 0))
  (sleep-for 0.2)
  (signal-process (jsonrpc--process first) 'SIGKILL)
  (check "a killed server is started again by eglot"
         (await (lambda () (let ((now (eglot-current-server))) (and now (not (eq now first))))))))
(check "its findings are there once" (await (lambda () (= 1 (length (stray))))))
(goto-char (point-max))
(insert "\n\nAnother ] there.\n")
(check "and what is typed is checked" (await (lambda () (eglot--signal-textDocument/didChange) (= 2 (length (stray))))))

(with-temp-file "many.sigla"
  (dotimes (_ 5000) (insert "A stray bracket] here.\n\n")))
(find-file "many.sigla")
(apply #'eglot (eglot--guess-contact))
(let ((since (float-time)))
  (check "5,000 findings are shown" (await (lambda () (= 5000 (length (stray)))) 60))
  (princ (format "after %.1f s\n" (- (float-time) since))))

(let ((sigla-program "/nowhere/sigla"))
  (check "a missing program is told"
         (string-match-p "/nowhere/sigla.*is not found.*cargo install" (sigla-ensure)))
  (check "and a file opens all the same" (progn (find-file "second.sigla") (derived-mode-p 'sigla-mode))))
