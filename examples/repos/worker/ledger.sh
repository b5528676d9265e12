#!/bin/sh
# ledger.sh [PRODUCT]: what was ordered so far; with a product, only that.
grep -- "${1:-.}" /ledger/orders.txt
