# Capture names of Neovim into those of Zed; `update` writes the queries with it.

# Highlights
s/@comment\.error @error/@variable.special/
s/@comment\.warning @warning/@comment.doc/
s/@markup\.heading\.[1-6]/@title/
s/@markup\.heading/@title/
s/@markup\.strong/@emphasis.strong/
s/@markup\.\(italic\|underline\)/@emphasis/
s/@markup\.strikethrough/@comment/
s/@markup\.list/@punctuation.list_marker/
s/@markup\.link/@link_text/
s/@markup\.raw\.block/@text.literal/
s/@diff\.plus/@string/
s/@diff\.minus/@comment/
s/@diff\.delta/@string/

# Text objects
s/\.outer/.around/
s/\.inner/.inside/
