# Runs on the Docker host as root, with a number of seconds as first argument. Reads lines with tabs between their
# fields: the NAME of a container, its PID, a PATH of the host that is mounted into it, and the TARGET, where it has that;
# the last two as POINT and TARGET_POINT once more, as proc_pid_mountinfo(5) writes them. Says the names of containers
# that do not see what the host has mounted at the path. Only what POSIX and BusyBox have is used.

tab=$(printf '\t')
newline='
'

# BusyBox had the seconds as an option once. Without such a program nothing can be known.
limited="-s KILL $1"
timeout $limited true 2>/dev/null || limited="-t $1 -s KILL"
timeout $limited true 2>/dev/null || exit 0

# A mount whose server is gone holds whoever looks at it.
kinds() { # PATH...
  timeout $limited stat -f -c %t "$@" 2>/dev/null </dev/null
}

look() { # NAME PATH VIEW
  if both=$(kinds "$2" "$3"); then
    # Another kind of file system is the folder beneath the mount, which was made when the container ran.
    [ "${both%"$newline"*}" != "${both#*"$newline"}" ] || return
  else
    kinds "$2" >/dev/null || return
  fi
  printf '%s\n' "$1"
}

is_mount() { # PID POINT
  grep -qsF -e " $2 " "/proc/$1/mountinfo" </dev/null
}

while IFS=$tab read -r name pid path point target target_point; do
  # What is no mount is not followed: a link in the container would lead out of it.
  if is_mount self "$point" && is_mount "$pid" "$target_point"; then
    look "$name" "$path" "/proc/$pid/root$target" &
  fi
done
wait
