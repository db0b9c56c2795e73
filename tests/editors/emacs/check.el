;;; check.el --- What the tests in Emacs share  -*- lexical-binding: t -*-

(require 'cl-lib)
(setq load-prefer-newer t)

(defmacro check (name form)
  "Print whether FORM holds, under NAME."
  `(let ((result (condition-case fault ,form (error (cons 'fault fault)))))
     (if (and result (not (eq (car-safe result) 'fault)))
         (princ (format "ok   %s\n" ,name))
       (princ (format "FAIL %s: %S\n" ,name result)))))

(defun await (found &optional seconds)
  "Wait until FOUND gives something, and give that; at most SECONDS."
  (let ((end (time-add nil (or seconds 20))) value)
    (while (and (not (setq value (funcall found))) (time-less-p nil end))
      (accept-process-output nil 0.02)
      ;; Timers of eglot run when Emacs is idle, which it never is in a batch.
      (sit-for 0))
    value))

(defun face-at (text &optional offset)
  "The face of the first place that has TEXT, OFFSET letters on."
  (save-excursion
    (goto-char (point-min))
    (search-forward text)
    (get-text-property (+ (match-beginning 0) (or offset 0)) 'face)))

(defun go-to (text)
  "Put point behind the first place that has TEXT."
  (goto-char (point-min))
  (search-forward text))

(provide 'check)
