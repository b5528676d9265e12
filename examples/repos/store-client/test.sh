#!/bin/sh
# The tests of store-client, against a fresh store at STORE_URL; run in its folder.
set -u
PATH=$PWD/bin:$PATH
. /libs/shell-kit/testing.sh
wait_for "$STORE_URL"

store get "test" > /dev/null
check 'a missing value is a failure' 1 "$?"
store put "test" first value
check 'what was put is there' 'first value' "$(store get "test")"
store put "test" tea
store add "test" rice
check 'what was added is a line of its own' 'tea,rice' "$(store get "test" | tr '\n' ',' | sed 's/,$//')"
store get ../../etc/passwd > /dev/null
check 'a key that leads elsewhere is refused' 1 "$?"
finish
