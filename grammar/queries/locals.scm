; What a name stands for within the document: a footnote is defined where it stands, a note's number refers to it.

(document) @local.scope
(footnote_label) @local.definition
(note_reference) @local.reference
