#!/bin/sh
# test.sh PRODUCT...: builds an index and looks for each product in it.
set -u
. /libs/shell-kit/testing.sh
export CATALOG_INDEX=/tmp/catalog-test
sh ./build-index.sh "$CATALOG_INDEX" > /dev/null || exit 1
for product; do
  page=$(QUERY_STRING=name=$product ./www/cgi-bin/products | tail -n 1)
  check "$product is found" "$product" "${page%% *}"
done
finish
