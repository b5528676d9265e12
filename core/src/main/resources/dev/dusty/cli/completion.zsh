#compdef dusty
# Completion of dusty for zsh.
#
# "dusty __complete" answers with a word a line, and a tab and what it means behind it; the last line says what of the
# file system to add.
_dusty() {
  local line files program=${(Q)words[1]}
  local -a names paths
  while IFS= read -r line; do
    case $line in
      :*) files=${line#:} ;;
      *:$'\t'*) paths+=("${${line%%$'\t'*}%:}:${line#*$'\t'}") ;;
      *:) paths+=("${line%:}") ;;
      *$'\t'*) names+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}") ;;
      *) names+=("${line//:/\\:}") ;;
    esac
  done < <("${program/#\~/$HOME}" __complete -- "${(@Q)words[2,CURRENT]}" 2>/dev/null)
  (( ! $#names )) || _describe dusty names
  # Names that a path follows.
  (( ! $#paths )) || _describe container paths -S :
  case $files in
    files) _files ;;
    folders) _files -/ ;;
  esac
}
# Read from a folder of functions, it is to complete at once; otherwise it is to be known from now on.
if [[ $funcstack[1] == _dusty ]]; then
  _dusty "$@"
else
  compdef _dusty dusty
fi
