# Packs, unpacks and exchanges the folder of persistent data, as root of the Docker host. Any POSIX shell; tar may be
# GNU's, BSD's or busybox's.
#
# persist.sh facts|pack|unpack|exchange|recover FOLDER
#
# While data is restored, FOLDER/.dusty-restore holds:
#   new/     what comes out of the backup
#   old/     what was there before
#   taking   there once new/ is whole: what was there is being moved to old/
#   giving   in place of that: old/ is whole, and new/ is being moved to where it belongs
#   done     in place of that: all is where it belongs; what is left is rubbish
# Whoever finds it knows from that which of the two can be made whole again.
set -u

stage=.dusty-restore

fail() { # EXIT CODE, MESSAGE
  echo "$2" >&2
  exit "$1"
}

is_gnu() { tar --version 2>/dev/null | grep -q 'GNU tar'; }

keeps_attributes() { tar --acls --xattrs -cf /dev/null -T /dev/null 2>/dev/null; }

# Moves all that is in a folder, names that begin with a dot included, to another one.
move() { # FROM, TO
  for name in "$1"/* "$1"/.[!.]* "$1"/..?*; do
    [ -e "$name" ] || [ -L "$name" ] || continue
    [ "${name##*/}" != "$stage" ] || continue
    place=$2/${name##*/}
    if [ -e "$place" ] || [ -L "$place" ]; then
      # A folder that somebody made because it was missing.
      rmdir "$place" 2>/dev/null || fail 3 "'$PWD/${place#./}' is in the way"
    fi
    mv "$name" "$2/" || exit 3
  done
}

finish() {
  move "$stage/new" .
  # What is left in it is what the archive says of FOLDER itself.
  tar -cf - -C "$stage/new" . | tar -xpf - || exit 3
  mv "$stage/giving" "$stage/done" || exit 3
}

facts() {
  if is_gnu; then echo gnu; else echo other; fi
  df -P -k . | awk 'NR == 2 { print $4 }'
}

pack() {
  [ ! -e "$stage" ] || fail 3 "a restore was cut off in '$PWD'"
  set -- --numeric-owner
  if is_gnu; then
    set -- "$@" --format=posix --sparse
    if keeps_attributes; then set -- "$@" --acls --xattrs; fi
    tar "$@" -cf - .
    code=$?
    # A file that changed meanwhile; it says which one.
    [ "$code" -ne 1 ] || code=0
    exit "$code"
  fi
  exec tar "$@" -cf - .
}

unpack() {
  umask 077
  mkdir "$stage" "$stage/new" "$stage/old" || exit 2
  cd "$stage/new" || exit 2
  set -- --numeric-owner
  if is_gnu && keeps_attributes; then set -- "$@" --acls --xattrs '--xattrs-include=*'; fi
  tar "$@" -xpf -
  code=$?
  # Whoever sends it is not to be cut off in the padding at its end.
  cat >/dev/null
  exit "$code"
}

exchange() {
  sync
  : >"$stage/taking" || exit 3
  move . "$stage/old"
  mv "$stage/taking" "$stage/giving" || exit 3
  finish
  rm -rf "$stage" || echo "'$PWD/$stage' could not be removed" >&2
}

# Says which data is there then.
recover() {
  if [ ! -d "$stage" ]; then
    echo untouched
    return
  fi
  if [ -e "$stage/giving" ]; then
    finish
    echo new
  elif [ -e "$stage/taking" ]; then
    move "$stage/old" .
    mv "$stage/taking" "$stage/done" || exit 3
    echo old
  else
    echo old
  fi
  rm -rf "$stage" || exit 3
}

cd -P -- "$2" || fail 4 "there is no folder '$2'"
case $1 in
  facts) facts ;;
  pack) pack ;;
  unpack) unpack ;;
  exchange) exchange ;;
  recover) recover ;;
  *) fail 2 "what is '$1'?" ;;
esac
