; What folds to its first line. Sections do not, since a heading holds nothing: the language server folds those.

[
  (header)
  (container)
  (table)
  (raw_tei)
  (item)
  (footnote)
] @fold
