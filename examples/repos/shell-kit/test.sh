#!/bin/sh
# The tests of shell-kit; run in its folder.
set -u
PATH=$PWD/bin:$PATH
. ./testing.sh

check 'a parameter is found' tea "$(QUERY_STRING='a=1&item=tea' parameter item)"
check 'the first of two is taken' tea "$(QUERY_STRING='item=tea&item=rice' parameter item)"
check 'a missing one is empty' '' "$(QUERY_STRING='a=1' parameter item)"
check 'markup is dropped' b "$(QUERY_STRING='item=<b>' parameter item)"
check 'say ends in its words' 'two words' "$(say two words | cut -d ' ' -f 2-)"
finish
