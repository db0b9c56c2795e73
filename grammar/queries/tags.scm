; What one may want to jump to: headings, items and footnotes by their signs, containers by their kind. A heading's name
; is its line with the hashes, since words and brackets in it are nodes of their own, and the hashes tell its level.

(heading) @name @definition.section
(item label: (item_label) @name) @definition.item
(footnote label: (footnote_label) @name) @definition.footnote
(container (container_start kind: (container_kind) @name)) @definition.container

(note_reference) @name @reference.footnote
