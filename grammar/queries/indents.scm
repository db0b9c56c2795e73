; White space at the start of a line says nothing here, and a transcriber may well copy the page's: it is kept as typed.

[
  (header)
  (paragraph)
  (item)
  (footnote)
] @indent.auto

; What an editor must not touch at all.
[
  (raw_content)
  (comment)
] @indent.ignore

; What always stands at the margin.
[
  (heading)
  (role_line)
  (container_start)
  (container_end)
] @indent.zero
