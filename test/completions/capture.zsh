# Prints what zsh offers at the end of each line: zsh -f capture.zsh <folder with _memories> <typed>...
zmodload zsh/zpty || exit 1
zpty inner zsh -f -i
pty() { zpty -w inner "$1"; }

pty "PROMPT= PS2= fpath=(${(q)1} \$fpath); stty -echo"
pty 'autoload -U compinit; compinit -u -D'
pty 'bindkey "^I" complete-word; zstyle ":completion:*" insert-tab false; zstyle ":completion:*" verbose yes'
# Every offer goes through compadd; with -O, -A or -D it only asks what would be offered.
pty 'compadd() {
  if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then builtin compadd "$@"; return; fi
  local -a offered; builtin compadd -A offered "$@"; (( $#offered )) && print -lr -- "<offer>"$^offered"</offer>"
  local i=${@[(i)-d]}; (( i < $# )) && print -lr -- "<shown>"${(P)^${@[i+1]}}"</shown>"
  builtin compadd "$@"
}'
pty 'comppostfuncs=(finished); finished() { print "<end>"; comppostfuncs=(finished) }'
pty 'unsetopt autolist; print "<ready>"'
# What was written is echoed, too, until stty is at work.
local output all
until [[ $output == *$'\n<ready>'* ]]; do zpty -r inner all && output+=$all || exit 1; done
for typed in "${@[2,-1]}"; do
  zpty -w -n inner "$typed"$'\t'
  output=
  until [[ $output == *'<end>'* ]]; do zpty -r inner all && output+=$all || exit 1; done
  print -r -- "<line>$output"
  # Ctrl-U: an empty line again.
  zpty -w -n inner $'\C-u'
done
