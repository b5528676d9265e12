# Runs on the Docker host as root, with a task as first argument:
#
#   look LIMIT                 reads paths, one a line; says what NFS shows where, and which of the paths answer in time
#   change OPTIONS PATIENCE    reads lines of TIMES, PATH and SOURCE; unmounts so many times, then mounts if there is a source
#   probe OPTIONS SOURCE NAME  mounts a folder for a moment; says what is in the file NAME there, and copies it to NAME.answer
#
# Fields are separated by tabs, and have no control characters. Only what POSIX and BusyBox have is used.

tab=$(printf '\t')
attempt=40

# An earlier one may still be at work where whoever started it went away.
run=/run
[ -d "$run" ] || run=/var/run
exec 9>>"$run/dusty-nfs.lock"
if command -v flock >/dev/null; then
  flock 9
fi

# A mount whose server is gone holds whoever looks at it, until SIGKILL.
if timeout -s KILL 5 true 2>/dev/null; then
  bounded() {
    timeout -s KILL "$@"
  }
elif timeout -t 5 -s KILL true 2>/dev/null; then
  bounded() {
    seconds=$1
    shift
    timeout -t "$seconds" -s KILL "$@"
  }
else
  bounded() {
    shift
    "$@"
  }
fi

answer() {
  line=$1
  shift
  for field; do
    line=$line$tab$field
  done
  printf '%s\n' "$line"
}

look() {
  while read -r source target type _; do
    case $type in
      nfs | nfs4) answer mount "$source" "$target" ;;
    esac
  done </proc/mounts
  # Containers keep what was mounted when they started.
  cat /proc/[0-9]*/mountinfo 2>/dev/null |
    sed -n "s/^[^ ]* [^ ]* [^ ]* [^ ]* \([^ ]*\) .* - nfs4\{0,1\} \([^ ]*\) .*/use$tab\2$tab\1/p" | sort -u
  while IFS= read -r path; do
    # Asking for the file system's size asks the server; other answers may come from a cache.
    { bounded "$1" stat -f "$path" >/dev/null 2>&1 && answer alive "$path"; } 9>&- &
  done
  wait
}

start_client() {
  if [ -x /usr/local/etc/init.d/nfs-client ]; then
    /usr/local/etc/init.d/nfs-client start >/dev/null 2>&1 9>&-
  fi
  options=$1
  for helper in /sbin/mount.nfs /usr/sbin/mount.nfs /usr/local/sbin/mount.nfs; do
    # It would try for two minutes without a word.
    if [ -x "$helper" ]; then
      options=$options,retry=0
      break
    fi
  done
}

# What mount says ends up in $message, in one line.
try_mount() {
  message=$(bounded "$attempt" mount -t nfs -o "$options" "$1" "$2" </dev/null 2>&1 9>&-) && return 0
  code=$?
  message=$(printf '%s' "$message" | tr '\n\t' '  ')
  if [ "$code" -ge 124 ] && [ -z "$message" ]; then
    message="no answer within $attempt seconds: timed out"
  fi
  return 1
}

change() {
  start_client "$1"
  deadline=$(($(date +%s) + $2))
  while IFS=$tab read -r times path source; do
    while [ "$times" -gt 0 ]; do
      # Lazily: a container may use it, and its server may be gone.
      umount -l "$path" >/dev/null 2>&1
      times=$((times - 1))
    done
    [ -n "$source" ] || continue
    mkdir -p "$path"
    until try_mount "$source" "$path"; do
      if [ "$(date +%s)" -ge "$deadline" ]; then
        answer failed "$path" "$message"
        continue 2
      fi
      sleep 1
    done
    answer mounted "$path"
  done
}

probe() {
  start_client "$1"
  folder=$(mktemp -d /tmp/dusty-probe.XXXXXX)
  if try_mount "$2" "$folder"; then
    answer mounted "$folder"
    if [ -n "$3" ]; then
      answer read "$(bounded 10 head -c 100 "$folder/$3" 2>/dev/null 9>&-)"
      message=$(bounded 10 cp "$folder/$3" "$folder/$3.answer" 2>&1 9>&-) || answer unwritable "$message"
    fi
    umount -l "$folder"
  else
    answer failed "$folder" "$message"
  fi
  rmdir "$folder"
}

task=$1
shift
"$task" "$@"
