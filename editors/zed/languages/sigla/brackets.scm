; Signs that belong together.

(insertion "[" @open "]" @close)
(deletion "{-" @open "-}" @close)
(addition "{+" @open "+}" @close)
(act "{" @open "}" @close)
(span "{" @open "}" @close)
