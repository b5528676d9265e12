# Completion of dusty for bash 3.2 and later.
#
# "dusty __complete" answers with a word a line, and a tab and what it means behind it; the last line says what of the
# file system to add.
_dusty() {
  local word=${COMP_WORDS[COMP_CWORD]} line
  # Bash splits --option=value and lib:name into three words.
  case $word in = | :) word= ;; esac
  # What stands together around a colon is one word; a reply goes behind the colon, though.
  local rest=${COMP_LINE:0:COMP_POINT} before part last=0 colon=
  local words=("${COMP_WORDS[0]}")
  rest=${rest#*"${COMP_WORDS[0]}"}
  for part in "${COMP_WORDS[@]:1:COMP_CWORD}"; do
    before=${rest%%"$part"*}
    [ "$part" ] || before=$rest
    rest=${rest#*"$part"}
    if [ -z "$before" ] && { [ "$part" = : ] || [ "$colon" ]; }; then
      words[last]+=$part
    else
      words[++last]=$part
    fi
    colon=
    [ "$part" != : ] || colon=yes
  done
  local ahead=
  case ${words[last]} in *:*) ahead=${words[last]%"$word"} ;; esac
  COMPREPLY=()
  while IFS= read -r line; do
    case $line in
      :files | :folders)
        # What is behind a colon is not of this computer.
        [ -z "$ahead" ] || continue
        compopt -o filenames 2>/dev/null
        local kind=-f
        [ "$line" = :files ] || kind=-d
        while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen "$kind" -- "$word")
        ;;
      :*) ;;
      *)
        line=${line%%$'\t'*}
        COMPREPLY+=("${line#"$ahead"}")
        ;;
    esac
  done < <("${COMP_WORDS[0]/#\~/$HOME}" __complete -- "${words[@]:1}" 2>/dev/null)
  # A name that a path follows.
  if [ "${#COMPREPLY[@]}" = 1 ] && [ "${COMPREPLY[0]%:}" != "${COMPREPLY[0]}" ]; then
    compopt -o nospace 2>/dev/null
  fi
  return 0
}
complete -F _dusty dusty
