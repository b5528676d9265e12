#!/bin/sh
# Made by Dusty; changes are lost at the next 'dusty up'.
set -e
case "$(command -v mailhog) $(type mailhog 2> /dev/null)" in
  /* | 'mailhog mailhog is mailhog') dusty_exec=exec ;;
  *) dusty_exec= ;;
esac
$dusty_exec mailhog
