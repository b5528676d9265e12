#!/bin/sh
# Made by Dusty; changes are lost at the next 'dusty up'.
set -e
dusty_start=$PWD
cd /log
pip install -e .
cd "$dusty_start"
if [ -e /dusty_assets/shop.key ]; then
  mkdir -p /etc/shop
  rm -f /etc/shop/key.pem 2>/dev/null || true
  cp /dusty_assets/shop.key /etc/shop/key.pem
fi
cd /shop
PATH=$PATH:/shop
export PATH
[ "$#" -gt 0 ] || set -- -k 'not slow'
python -m pytest "$@"
