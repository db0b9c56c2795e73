# Capture names of Neovim into those of Helix; `update` writes the queries with it.

# Highlights
s/@comment\.error @error/@error/
s/@comment\.warning @warning/@warning/
s/@markup\.strong/@markup.bold/
s/@markup\.underline/@markup.italic/
s/@markup\.link/@markup.link.label/
s/@property/@variable.other.member/
s/@string\.escape/@constant.character.escape/

# Text objects
s/@assignment\.outer/@entry.around/
s/@assignment\.rhs/@entry.inside/
s/\.outer/.around/
s/\.inner/.inside/
