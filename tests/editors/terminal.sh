# Drives a program in a real terminal, by tmux; sourced by the tests of an editor. What is expected is waited for, with a
# deadline, and each expectation prints a line that begins with `ok` or `FAIL`.
#
#   terminal 110 30 hx report.sigla     starts a program; its exit code shows as `EXIT 0`
#   keys ':w' Enter                     types; `Escape` alone, or it makes an Alt of the next key
#   see 'what it is' 'regex'            waits until the screen has a line like that
#   gone 'what it is' 'regex'           waits until it has none
#   again 'what it is' 'regex' key…     types until it has one
#   shot name [light]                   draws the screen as `$SHOTS/name.png`, if SHOTS is set
#   terminal_end                        ends the terminal, whatever runs in it

: "${SHOTS:=}"
terminal_cache=${XDG_CACHE_HOME:-$HOME/.cache}/sigla-ci
terminal_here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# A folder of its own for each terminal; none while there is no terminal.
terminal_folder=
# So long, in tenths of a second, is waited.
DEADLINE=${DEADLINE:-200}

# One socket each, since one that was just left answers no more.
terminal() {
  terminal_end
  terminal_folder=$(mktemp -d)
  # In a part of a pipe, which the shell that started it does not clean up after.
  ((BASH_SUBSHELL == 0)) || trap terminal_end EXIT
  local width=$1 height=$2
  shift 2
  printf 'set -g default-terminal tmux-256color\nset -g escape-time 0\nset -g status off\n' >"$terminal_folder/conf"
  tmux -S "$terminal_folder/socket" -f "$terminal_folder/conf" new-session -d -s it -x "$width" -y "$height" "$(printf '%q ' "$@"); echo EXIT \$?; exec sleep 60" 2>/dev/null
}

tmux_it() { tmux -S "$terminal_folder/socket" "$@" 2>/dev/null; }

screen() { tmux_it capture-pane -p -t it; }

keys() {
  tmux_it send-keys -t it "$@"
  [ "$*" != Escape ] || sleep 0.2
}

see() {
  local try
  for ((try = 0; try < DEADLINE; try++)); do
    if screen | grep -qE -- "$2"; then
      echo "ok   $1"
      return
    fi
    sleep 0.1
  done
  echo "FAIL $1: no line like $2 in"
  screen
}

# Types the same again every few seconds until the screen has a line like that: for what an editor drops when it is busy.
again() {
  local what=$1 pattern=$2 try
  shift 2
  for ((try = 0; try < DEADLINE; try++)); do
    ((try % 40)) || keys "$@"
    if screen | grep -qE -- "$pattern"; then
      echo "ok   $what"
      return
    fi
    sleep 0.1
  done
  echo "FAIL $what: no line like $pattern in"
  screen
}

gone() {
  local try
  for ((try = 0; try < DEADLINE; try++)); do
    if ! screen | grep -qE -- "$2"; then
      echo "ok   $1"
      return
    fi
    sleep 0.1
  done
  echo "FAIL $1: there is a line like $2 in"
  screen
}

# The library that pictures are drawn with, and a font.
pillow() {
  local folder=$terminal_cache/pillow
  [ -e "$folder/PIL" ] || python3 -m pip install --quiet --root-user-action=ignore --target "$folder" pillow >&2
  [ -e /usr/share/fonts/truetype/dejavu/DejaVuSansMono-Oblique.ttf ] || apt-get install -y -qq fonts-dejavu >&2
  echo "$folder"
}

shot() {
  [ -n "$SHOTS" ] || return 0
  mkdir -p "$SHOTS"
  tmux_it capture-pane -p -e -N -t it >"$terminal_folder/screen"
  PYTHONPATH=$(pillow) python3 "$terminal_here/picture.py" "$terminal_folder/screen" "$SHOTS/$1.png" "${2:-dark}"
}

terminal_end() {
  [ -n "$terminal_folder" ] || return 0
  tmux_it kill-server || true
  rm -rf "${terminal_folder:?}"
  terminal_folder=
}

# Prints how many lines of a log say `ok` and `FAIL`; fails if any says so.
total() {
  local passed failed
  passed=$(grep -c '^ok ' "$1") || true
  failed=$(grep -c '^FAIL ' "$1") || true
  echo "$passed passed, $failed failed"
  ((failed == 0 && passed > 0))
}
