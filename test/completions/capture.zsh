# Prints what zsh offers where the cursor is: zsh -f capture.zsh <folder with _memories> <typed>
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
pty 'finish() { print "<end>"; exit }; comppostfuncs=(finish)'
pty 'print "<ready>"'
zpty -r inner output '*<ready>*<ready>*' 2>/dev/null || zpty -r inner output '*<ready>*'
zpty -w -n inner "$2"$'\t'
local all=
while zpty -r inner output; do
  all+=$output
  [[ $all == *'<end>'* ]] && break
done
print -r -- "$all"
