#!/bin/sh
# build-index.sh FOLDER: one file a product in FOLDER, and all products, sorted, in FOLDER/all. A file of a team's own
# products at /etc/catalog/more.txt (an asset) is taken in where it is there.
set -eu
cd "$(dirname "$0")"
index=$1
rm -rf "$index"
mkdir -p "$index"
more=/etc/catalog/more.txt
[ -e "$more" ] || more=
# shellcheck disable=SC2086 # nothing where there is no such file
cat products.txt $more | sort > "$index/all"
while read -r name price title; do
  printf '%s %s %s\n' "$name" "$price" "$title" > "$index/product-$name"
done < "$index/all"
say "indexed $(wc -l < "$index/all") products"
