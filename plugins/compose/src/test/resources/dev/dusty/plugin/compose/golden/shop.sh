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
else
  printf '%s\n' 'dusty: the required asset '\''shop.key'\'' is not set; set it with: dusty assets set shop.key FILE' >&2
  exit 1
fi
cd /shop
PATH=$PATH:/shop
export PATH
if [ ! -e /.dusty_once_done ]; then
  mkdir -p /var/log
  rm -f /.dusty_once_done.status
  {
    set +e
    (
      set -e
      pip install -r requirements.txt
      eval 'for i in 1 2; do ./seed $i; done
:'
      :
    )
    echo "$?" > /.dusty_once_done.status
  } 2>&1 | tee /var/log/dusty_once_fn.log
  dusty_status=1
  if [ -e /.dusty_once_done.status ]; then
    read -r dusty_status < /.dusty_once_done.status
  fi
  if [ "$dusty_status" -ne 0 ]; then
    echo "dusty: a 'once' command of shop failed with exit code $dusty_status" >&2
    exit "$dusty_status"
  fi
  rm -f /.dusty_once_done.status
  : > /.dusty_once_done
fi
./migrate
case "$(command -v python) $(type python 2> /dev/null)" in
  /* | 'python python is python') dusty_exec=exec ;;
  *) dusty_exec= ;;
esac
$dusty_exec python app.py
