#!/bin/sh
# Moves new orders from the store to the ledger, and tells the chat about each, if there is one.
set -u
ledger=/ledger/orders.txt
touch "$ledger"

pass() {
  orders=$(store get orders) || return 0
  moved=$(store get orders-moved || echo 0)
  printf '%s\n' "$orders" | tail -n +$((moved + 1)) | while read -r product; do
    say "ordered: $product" | tee -a "$ledger"
    moved=$((moved + 1))
    store put orders-moved "$moved"
    # The chat is only there where its bundle is active.
    printf 'ordered: %s\nquit\n' "$product" | nc -w 2 chat 7000 > /dev/null 2>&1 || true
  done
}

say "the ledger has $(wc -l < "$ledger") orders"
while :; do
  pass
  sleep "${WORKER_PAUSE:-2}"
done
