# A folder with a backup, as whoever asks for it. Any POSIX shell.
#
# backup.sh prepare|write|finish|discard|describe|read FOLDER
#
# The folder holds persist.tar and, written last, backup.json; while a backup is being made, the same with .part behind
# their names.
set -u
umask 077

fail() { # EXIT CODE, MESSAGE
  echo "$2" >&2
  exit "$1"
}

# Says whether the folder was there.
prepare() {
  if [ -e "$folder" ] || [ -L "$folder" ]; then
    [ -d "$folder" ] || fail 5 "it is no folder"
    [ -r "$folder" ] && [ -w "$folder" ] && [ -x "$folder" ] || fail 5 "permission denied"
    for name in "$folder"/* "$folder"/.[!.]* "$folder"/..?*; do
      [ -e "$name" ] || [ -L "$name" ] || continue
      case ${name##*/} in persist.tar.part | backup.json.part) ;; *) fail 6 "it is not empty" ;; esac
    done
    echo there
  else
    mkdir "$folder" || exit 5
    echo made
  fi
}

write() {
  rm -f "$folder/persist.tar.part" && exec cat >"$folder/persist.tar.part"
}

finish() {
  cat >"$folder/backup.json.part" || exit 5
  sync "$folder/persist.tar.part" "$folder/backup.json.part" 2>/dev/null || sync
  mv "$folder/persist.tar.part" "$folder/persist.tar" && mv "$folder/backup.json.part" "$folder/backup.json"
}

discard() {
  rm -f "$folder/persist.tar.part" "$folder/backup.json.part"
  [ "$made" != made ] || rmdir "$folder"
}

describe() {
  if [ -d "$folder" ] && [ ! -e "$folder/backup.json" ] && [ -e "$folder/persist.tar.part" ]; then
    fail 6 "the backup in it was never finished"
  fi
  exec cat "$folder/backup.json"
}

read_archive() { exec cat "$folder/persist.tar"; }

folder=$2
made=${3-}
case $1 in
  prepare) prepare ;;
  write) write ;;
  finish) finish ;;
  discard) discard ;;
  describe) describe ;;
  read) read_archive ;;
  *) fail 2 "what is '$1'?" ;;
esac
