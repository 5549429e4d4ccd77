#!/bin/sh
# One shot in Elasticsearch's image: a certificate authority of our own, and a certificate for each server. What is there is kept;
# `docker compose run --rm certs renew` makes the servers' anew from the same authority.
set -eu
tls=${TLS_FOLDER:-/tls}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The authority's key stays in a volume that no server mounts.
authority() {
    [ ! -s "$tls/authority/ca.key" ] || return 0
    elasticsearch-certutil ca --silent --pem --days 3650 --out "$work/ca.zip"
    unzip -q "$work/ca.zip" -d "$work"
    install -m 0644 "$work/ca/ca.crt" "$tls/authority/ca.crt"
    install -m 0600 "$work/ca/ca.key" "$tls/authority/ca.key.part"
    mv "$tls/authority/ca.key.part" "$tls/authority/ca.key" # the key last: a torn run begins again
}

server() { # $1: its name; $2: the names it is reached by
    install -m 0644 "$tls/authority/ca.crt" "$tls/$1/ca.crt"
    if [ "$again" = no ] && [ -s "$tls/$1/server.key" ]; then return 0; fi
    elasticsearch-certutil cert --silent --pem --days 730 --name "$1" --dns "$2" --ip 127.0.0.1 \
        --ca-cert "$tls/authority/ca.crt" --ca-key "$tls/authority/ca.key" --out "$work/$1.zip"
    unzip -q "$work/$1.zip" -d "$work"
    install -m 0644 "$work/$1/$1.crt" "$tls/$1/server.crt"
    # the servers run as user 1000 of group 0, which is ours
    install -m 0640 "$work/$1/$1.key" "$tls/$1/server.key.part"
    mv "$tls/$1/server.key.part" "$tls/$1/server.key"
}

again=no
[ "${1:-}" != renew ] || again=yes
authority
server elasticsearch elasticsearch,localhost
if [ "$KIBANA_HOST" = localhost ]; then
    server kibana kibana,localhost
else
    server kibana "kibana,localhost,$KIBANA_HOST"
fi
install -m 0644 "$tls/authority/ca.crt" "$tls/trust/ca.crt"
