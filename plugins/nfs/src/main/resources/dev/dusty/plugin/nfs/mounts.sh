# Runs on the Docker host as root, with a task as first argument:
#
#   look LIMIT                 reads paths, one a line; says what NFS shows where, and which of the paths answer in time
#   settled LIMIT              the same, once whoever changes mounts is done
#   change OPTIONS PATIENCE    reads lines of TIMES, PATH and SOURCE; unmounts so many times, then mounts if there is a source;
#                              says what failed, or is impossible on this host
#   probe OPTIONS SOURCE NAME  mounts a folder for a moment; says what is in the file NAME there, and copies it to NAME.answer
#
# Fields are separated by tabs, and have no control characters. Only what POSIX and BusyBox have is used; programs are
# started as seldom as can be, as a VM may be slow at that.

tab=$(printf '\t')
newline='
'
timeout_style=new
proc=/proc
run=/run

answer() {
  line=$1
  shift
  for field; do
    line=$line$tab$field
  done
  printf '%s\n' "$line"
}

# One that changes mounts may still be at work where whoever started it went away.
wait_for_others() {
  [ -d "$run" ] || run=/var/run
  exec 9>>"$run/dusty-nfs.lock"
  if command -v flock >/dev/null; then
    flock 9
  fi
}

# Runs a command for some seconds at most; what it says ends up in $message. A mount whose server is gone holds whoever
# looks at it, until SIGKILL.
attempt() { # SECONDS COMMAND...
  while :; do
    case $timeout_style in
      new) message=$(timeout -s KILL "$@" </dev/null 2>&1 9>&-) ;;
      old) message=$(
        seconds=$1
        shift
        timeout -t "$seconds" -s KILL "$@" </dev/null 2>&1 9>&-
      ) ;;
      none) message=$(
        shift
        "$@" </dev/null 2>&1 9>&-
      ) ;;
    esac
    code=$?
    [ "$code" -eq 127 ] || return "$code"
    # BusyBox had the seconds as an option once; some have no such program.
    case $timeout_style in
      new) timeout_style=old ;;
      old) timeout_style=none ;;
      none) return 127 ;;
    esac
  done
}

# Asking for the file system's size asks the server; other answers may come from a cache.
answers() { # LIMIT PATH...
  limit=$1
  shift
  attempt "$limit" stat -f "$@"
}

look() {
  limit=$1
  targets=$newline
  while read -r source target type _; do
    case $type in
      nfs | nfs4)
        answer mount "$source" "$target"
        targets=$targets$target$newline
        ;;
    esac
  done <"$proc/mounts"
  set --
  while IFS= read -r path; do
    case $path in
      # The kernel writes these in another way.
      *[' \#']*) set -- "$@" "$path" ;;
      *)
        case $targets in
          *"$newline$path$newline"*) set -- "$@" "$path" ;;
        esac
        ;;
    esac
  done
  # Containers keep what was mounted when they started.
  grep -hs ' - nfs' "$proc"/[0-9]*/mountinfo | sort -u | while IFS= read -r info; do
    answer use "$info"
  done
  if [ $# -gt 0 ] && answers "$limit" "$@"; then
    for path; do
      answer alive "$path"
    done
  else
    for path; do
      { answers "$limit" "$path" && answer alive "$path"; } &
    done
    wait
  fi
}

settled() {
  wait_for_others
  look "$1"
}

start_client() { # OPTIONS
  if [ -x /usr/local/etc/init.d/nfs-client ]; then
    /usr/local/etc/init.d/nfs-client start >/dev/null 2>&1 </dev/null 9>&-
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

try_mount() { # LIMIT SOURCE PATH
  attempt "$1" mount -t nfs -o "$options" "$2" "$3" && return 0
  if [ -z "$message" ]; then
    message='mount did not end: timed out'
  else
    message=$(printf '%s' "$message" | tr '\n\t' '  ')
  fi
  return 1
}

# Whether what mount said holds for whatever is mounted, however often.
cannot_heal() {
  case $message in
    *'helper program'* | *'unknown filesystem'* | *'ncorrect mount option'*) return 0 ;;
  esac
  return 1
}

# Whether a server that did not answer is why it failed, so that another try takes as long.
is_silent() {
  case $message in
    *'timed out'* | *'o route to host'* | *'unreachable'*) return 0 ;;
  esac
  return 1
}

# Once the patience is at its end, a server that is silent, or a client that cannot do it, is not asked again for the
# paths that are left; a server that says no at once is asked once for each, as others may be fine.
change() {
  wait_for_others
  start_client "$1"
  limit=40
  deadline=
  hopeless=
  while IFS=$tab read -r times path source; do
    while [ "$times" -gt 0 ]; do
      # Lazily: a container may use it, and its server may be gone.
      umount -l "$path" >/dev/null 2>&1 </dev/null
      times=$((times - 1))
    done
    [ -n "$source" ] || continue
    [ -d "$path" ] || mkdir -p "$path"
    while [ -z "$hopeless" ]; do
      if try_mount "$limit" "$source" "$path"; then
        answer mounted "$path"
        continue 2
      fi
      if cannot_heal; then
        hopeless=impossible
        break
      fi
      now=$(date +%s)
      [ -n "$deadline" ] || deadline=$((now + $2))
      limit=$((deadline - now))
      [ "$limit" -ge 10 ] || limit=10
      if [ "$now" -ge "$deadline" ]; then
        if is_silent; then
          hopeless=failed
        fi
        break
      fi
      sleep 1
    done
    answer "${hopeless:-failed}" "$path" "$message"
  done
}

probe() {
  start_client "$1"
  folder=$(mktemp -d /tmp/dusty-probe.XXXXXX)
  if try_mount 40 "$2" "$folder"; then
    answer mounted "$folder"
    if [ -n "$3" ]; then
      attempt 10 head -c 100 "$folder/$3"
      answer read "$message"
      attempt 10 cp "$folder/$3" "$folder/$3.answer" || answer unwritable "$message"
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
