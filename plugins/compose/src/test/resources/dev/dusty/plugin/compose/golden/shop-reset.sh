#!/bin/sh
# Made by Dusty; changes are lost at the next 'dusty up'.
set -e
cd /shop
PATH=$PATH:/shop
export PATH
./reset --yes "$@"
