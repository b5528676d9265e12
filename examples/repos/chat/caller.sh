#!/bin/sh
# One caller: every line is kept and answered. `last` shows the last ten lines, `quit` ends the call.
lines=${CHAT_LINES:-/var/chat/lines}
while IFS= read -r line; do
  case $line in
    quit) exit 0 ;;
    last) tail -n 10 "$lines" ;;
    *)
      printf '%s\n' "$line" >> "$lines"
      printf 'noted: %s\n' "$line"
      ;;
  esac
done
