; Objects to select and to move by, under the names that editors have keys for.
;
; A bracket takes the place of a function, the one most often selected and jumped to: its inside is what is said, the
; label left out. A container takes that of a class, a cell that of a parameter (a piece between two separators), a
; field of the header that of an assignment, and whatever is a block of its own that of a block.

([
  (insertion (inline)* @function.inner)
  (deletion (inline)* @function.inner)
  (addition (inline)* @function.inner)
  (act (inline)* @function.inner)
  (span (inline)* @function.inner)
]) @function.outer

(container (container_start) (block)* @class.inner) @class.outer

(cell) @parameter.inner

(field name: (key) @assignment.lhs) @assignment.outer
(field value: (value) @assignment.rhs)

(paragraph (inline)+ @block.inner) @block.outer
(item (inline)* @block.inner) @block.outer
(footnote (inline)* @block.inner) @block.outer
(role_line (inline)* @block.inner) @block.outer
(heading (inline)* @block.inner) @block.outer
(table) @block.outer
(raw_tei (raw_content)? @block.inner) @block.outer

(comment) @comment.outer
