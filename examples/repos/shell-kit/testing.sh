# For test scripts, to be read with `.`: checks that print a line each, and an exit code at the end.
failed=0

# check WHAT EXPECTED ACTUAL
check() {
  if [ "$2" = "$3" ]; then
    echo "ok - $1"
  else
    echo "not ok - $1: expected '$2', got '$3'"
    failed=1
  fi
}

# wait_for URL: until it answers, for ten seconds at most.
wait_for() {
  tries=0
  until wget -q -O /dev/null "$1"; do
    tries=$((tries + 1))
    if [ "$tries" -ge 50 ]; then
      echo "not ok - $1 does not answer"
      exit 1
    fi
    sleep 0.2
  done
}

finish() {
  exit "$failed"
}
