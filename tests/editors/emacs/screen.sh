# The same as a person does it, by keys on a screen; sourced by `run`.

cp "$work/init.el" "$work/screen.el"
cat >>"$work/screen.el" <<'LISP'
(setq inhibit-startup-screen t eglot-confirm-server-edits nil)
(menu-bar-mode -1)
LISP

terminal 120 32 emacs -Q -l "$work/screen.el" report.sigla
see 'the document is shown' 'Nº 1-1 p\. 282\]'
see 'findings are counted' 'Flymake\[1|\[1 [0-9]'
keys M-x 'flymake-show-buffer-diagnostics' Enter
see 'findings are listed' 'closes no bracket'
shot findings
keys C-x 1
keys M-g M-g '14' Enter C-e
keys M-x 'eglot-code-actions' Enter
see 'fixes are offered' 'Delete the bracket'
shot fix
keys 'Delete the b' Tab Enter
see 'and the bracket goes' 'Nº 1-1 p\. 282 *$'
keys C-s 'Ghulja' Enter C-b
see 'a hover reads the gloss' 'Ghulja — town'
keys C-h '.'
see 'in full' 'other forms: Yining|Yining'
shot hover
keys C-x 1
keys M-x 'imenu' Enter
see 'the outline is asked for' 'Index item'
keys Tab
see 'it is shown' '^3\. Hold the NKO'
shot outline
keys '3.' Tab
see 'measure 3 is found' 'Index item: 3\. Hold'
keys Enter
see 'and its points' '3\. Hold.*: *$|Index item: *$'
keys 'b' Tab
see 'measure 3 b) is found' ': b\) allocate'
keys Enter
see 'Enter leads there' '^. *b\) allocate captured rifles and mortars and the ammunition'
keys C-x C-f C-a C-k "$PWD/made-up.sigla" Enter
see 'another document is shown' 'Made up by hand'
keys C-s '[Yining' Enter
shot colours
keys C-x C-c
see 'it asks about changes' 'Save file|Modified buffers'
keys '!'
see 'Emacs ends' 'EXIT 0'
terminal_end
