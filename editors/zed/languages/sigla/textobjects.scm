; Written by editors/zed/update from grammar/queries/textobjects.scm.

; Objects to select and to move by, under the names that editors have keys for.
;
; A bracket takes the place of a function, the one most often selected and jumped to: its inside is what is said, the
; label left out. A container takes that of a class, a cell that of a parameter (a piece between two separators), a
; field of the header that of an assignment, and whatever is a block of its own that of a block.

([
  (insertion (inline)* @function.inside)
  (deletion (inline)* @function.inside)
  (addition (inline)* @function.inside)
  (act (inline)* @function.inside)
  (span (inline)* @function.inside)
]) @function.around

(container (container_start) (block)* @class.inside) @class.around

(cell) @parameter.inside

(field name: (key) @assignment.lhs) @assignment.around
(field value: (value) @assignment.rhs)

(paragraph (inline)+ @block.inside) @block.around
(item (inline)* @block.inside) @block.around
(footnote (inline)* @block.inside) @block.around
(role_line (inline)* @block.inside) @block.around
(heading (inline)* @block.inside) @block.around
(table) @block.around
(raw_tei (raw_content)? @block.inside) @block.around

(comment) @comment.around
