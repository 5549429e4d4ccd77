#!/bin/sh
# One shot in Elasticsearch's image: Kibana's own user gets its password. Repeating it changes nothing.
set -eu
# by standard input: what stands in a command line, every process of the machine can read
curl --silent --show-error --fail --output /dev/null --retry 10 --retry-connrefused --cacert "$CA" \
    --header 'Content-Type: application/json' --config - "$ELASTICSEARCH_URL/_security/user/kibana_system/_password" <<END
user = "elastic:$ELASTIC_PASSWORD"
data = "{\"password\":\"$KIBANA_PASSWORD\"}"
END
