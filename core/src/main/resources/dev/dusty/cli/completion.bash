# Completion of dusty for bash 3.2 and later.
#
# "dusty __complete" answers with a word a line, and a tab and what it means behind it; the last line says what of the
# file system to add.
_dusty() {
  local word=${COMP_WORDS[COMP_CWORD]} line
  # Bash splits --option=value into three words.
  [ "$word" != = ] || word=
  COMPREPLY=()
  while IFS= read -r line; do
    case $line in
      :files | :folders)
        compopt -o filenames 2>/dev/null
        local kind=-f
        [ "$line" = :files ] || kind=-d
        while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen "$kind" -- "$word")
        ;;
      :*) ;;
      *) COMPREPLY+=("${line%%$'\t'*}") ;;
    esac
  done < <("${COMP_WORDS[0]/#\~/$HOME}" __complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
  # A name that a path follows.
  if [ "${#COMPREPLY[@]}" = 1 ] && [ "${COMPREPLY[0]%:}" != "${COMPREPLY[0]}" ]; then
    compopt -o nospace 2>/dev/null
  fi
  return 0
}
complete -F _dusty dusty
