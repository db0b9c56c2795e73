; Written by editors/helix/queries/update from grammar/queries/injections.scm.

; Other languages within. The header's two lines of hyphens are YAML too: they begin its documents.

((header) @injection.content
  (#set! injection.language "yaml")
  (#set! injection.include-children))

((raw_content) @injection.content
  (#set! injection.language "xml"))

; A parser of that name marks TODO and the like, where the editor has one.
((comment) @injection.content
  (#set! injection.language "comment"))
