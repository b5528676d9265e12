#!/bin/sh
# The tests of cart: its page run by hand, with a fresh store and a stand-in for the catalog.
set -u
. /libs/shell-kit/testing.sh
mkdir -p /tmp/catalog/cgi-bin
cat > /tmp/catalog/cgi-bin/products << 'END'
#!/bin/sh
if [ "$QUERY_STRING" = name=tea ]; then
  printf 'Content-Type: text/plain\r\n\r\ntea 4.50 Green tea\n'
else
  printf 'Status: 404 Not Found\r\n\r\n'
fi
END
chmod +x /tmp/catalog/cgi-bin/products
httpd -p 127.0.0.1:8001 -h /tmp/catalog
export CATALOG_URL=http://127.0.0.1:8001
wait_for "$STORE_URL"

# The last line of the page for a query.
cart() {
  QUERY_STRING=$1 ./www/cgi-bin/cart | tail -n 1
}

check 'a new cart is empty' '(empty)' "$(cart '')"
check 'what is added is in the cart' 'tea 4.50 Green tea' "$(cart add=tea)"
check 'what the catalog does not have is refused' "the catalog has no 'gold'" "$(cart add=gold)"
check 'an order empties the cart' '(empty)' "$(cart order=1)"
check 'the order is in the store' tea "$(store get orders)"
finish
