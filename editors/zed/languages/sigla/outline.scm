; What one may want to jump to, where the server does not tell it.

(heading) @name @item
(item label: (item_label) @name) @item
(role_line (role) @name) @item
(footnote label: (footnote_label) @name) @item
(container (container_start kind: (container_kind) @name)) @item
