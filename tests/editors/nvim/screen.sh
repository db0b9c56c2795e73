# The same as a person does it, by keys on a screen; sourced by `run`.

# What a user may have set besides: messages beside the lines.
cp "$work/init.lua" "$work/screen.lua"
cat >>"$work/screen.lua" <<'LUA'
vim.o.termguicolors = true
vim.o.number = true
vim.diagnostic.config({ virtual_text = true })
LUA

edit() { terminal 120 32 "$nvim" -i NONE -u "$work/screen.lua" "$@"; }

edit raw.txt
see 'the raw text is shown' 'Skip to content'
keys ':Sigla new' Enter
see 'a document is made of it' '^ +1 ---'
see 'and what was done is told' 'lines went into the header'
shot new
keys ':qa!' Enter
see 'Neovim ends' 'EXIT 0'

edit report.sigla
see 'the document is shown' 'Nº 1-1 p\. 282\]'
see 'its finding stands beside the bracket' '282\].*`\]` closes no bracket'
shot findings

keys '/282' Enter '$'
keys 'gra'
see 'fixes are offered' '1: Delete the bracket'
shot fix
keys '1' Enter
gone 'the fix makes the finding go' 'closes no bracket'
see 'and the bracket' 'Nº 1-1 p\. 282 *$'

keys '/Ghulja' Enter
keys 'K'
see 'a hover reads the gloss' 'Yining, Xinjiang|\bChina\b'
shot hover
keys Escape
keys 'll'

keys ':Sigla outline' Enter
see 'the outline is shown' 'a\) Demobilizing'
keys C-w l
keys '/b) allocate' Enter
see 'and walked to measure 3 b), and the text with it' '^ *[0-9]+ b\) allocate captured rifles'
shot outline
keys Enter
keys ':echo getline(".")[:30]' Enter
see 'Enter leads there' '^b\) allocate captured rifles and'
keys ':Sigla outline' Enter
gone 'the outline is closed' 'Outline +<'

keys 'Go' Enter 'A note [han'
keys C-x C-o
see 'a label is completed' 'handwritten'
shot completion
keys C-e
keys Escape
keys 'uu'

keys 'gg/Ghulja' Enter 'grn'
see 'a new name is asked for' 'New Name'
keys C-u 'Kuldja' Enter
see 'a place is renamed' 'city of Kuldja \[Yining\]'
keys ':wall' Enter

keys ':edit! made-up.sigla' Enter
see 'another document is shown' 'handwritten: Nº 1-1|Made up by hand'
keys '/Yili' Enter 'zt'
keys ':Sigla preview' Enter
see 'the preview is shown' 'Preview .*close'
see 'where the text is' '│.*The Ili \[Yili\] District'
shot preview
keys ':set background=light' Enter
shot preview-light light
keys ':set background=dark' Enter
keys C-w l 's'
gone 'the source is shown alone' '│.*\[Yili\]'
shot source
keys 'q'

keys ':Sigla classify' Enter
see 'classes are shown' 'Classify .*close'
see 'each with what it is of' '\[Yining\] +other name +of Kuldja'
shot classify
keys ':Sigla classify' Enter

# What the editor thinks each piece is, and what is on the screen: the header, and brackets in prose.
for place in gg '57Gzt'; do
  keys "$place" ":source $here/captures.lua" Enter
  see "the captures at $place were told" 'captures are told'
  if python3 "$here/colours.py" captures.json <(tmux_it capture-pane -p -e -t it); then
    echo "ok   the screen has the colours of the captures at $place"
  else
    echo "FAIL the screen has the colours of the captures at $place"
  fi
  keys ':echo ""' Enter
done

keys ':call writefile([getpid()], "pid")' Enter
for ((try = 0; try < DEADLINE; try++)); do
  [ ! -s pid ] || break
  sleep 0.1
done
kill -9 "$(pgrep -P "$(cat pid)" -x sigla)"
see 'Neovim tells of a killed server' 'Client sigla quit'
keys Enter
see 'and the plugin that it was started again' 'was started again'
shot killed
keys ':checkhealth sigla' Enter
see 'checkhealth reports' 'it runs and answers'
shot health
keys ':call writefile(getline(1, "$"), "health.txt")' Enter
keys ':qa!' Enter
see 'Neovim ends' 'EXIT 0'
if grep -qE 'ERROR|WARNING' health.txt; then
  echo 'FAIL checkhealth is clean:'
  cat health.txt
else
  echo 'ok   checkhealth is clean'
fi
terminal_end
