#!/bin/sh
# Writes .env beside compose.yaml: random passwords, the scans folder and its owner, the images' names.
set -eu
umask 077
version=8.19.21
root=$(cd "$(dirname "$0")/.." && pwd)
env_file="$root/.env"

usage() {
    cat >&2 <<'END'
usage: docker/env.sh SCANS PREFIX        Elasticsearch and Kibana from PREFIX/elasticsearch/elasticsearch and PREFIX/kibana/kibana
       docker/env.sh --embedded SCANS    one machine with the embedded index, no other images
SCANS is the drop folder. IMAGE_PREFIX may stand in for PREFIX; ELASTICSEARCH_IMAGE and KIBANA_IMAGE name images that lie elsewhere.
END
    exit 2
}

fail() {
    echo "env.sh: $*" >&2
    exit 1
}

# 48 hexadecimal digits: no character that a shell, YAML, a URL or JSON would read as its own
secret() { od -An -v -N24 -tx1 /dev/urandom | tr -d ' \n'; }

images() { # $1: prefix, may be empty
    elasticsearch_image=${ELASTICSEARCH_IMAGE:-${1:+${1%/}/elasticsearch/elasticsearch:$version}}
    kibana_image=${KIBANA_IMAGE:-${1:+${1%/}/kibana/kibana:$version}}
    if [ -z "$elasticsearch_image" ] || [ -z "$kibana_image" ]; then usage; fi
}

owner_of_scans() { # $1: the folder
    [ -d "$1" ] || fail "$1 is no folder. Make it, and give it to the user that the scanner writes as."
    scans=$(cd "$1" && pwd)
    case "$scans" in
    *"'"* | *"
"*) fail "the folder's name holds a quote or a line break, which .env can't carry" ;;
    esac
    uid=$(stat -c %u "$scans")
    gid=$(stat -c %g "$scans")
    # the watcher never runs as root, and it must be able to move what it has taken
    [ "$uid" != 0 ] || fail "$scans belongs to root. Give it to the user that the scanner writes as: chown USER:GROUP '$scans'"
}

write() { # $1: the file
    jobs=$(nproc)
    cat >"$1" <<END
# Made by docker/env.sh. Holds passwords: keep it 0600 and out of every repository and backup that others read.
COMPOSE_FILE=$compose_file
SCANS='$scans'
UID=$uid
GID=$gid
# worker processes, and what they and the spare ones for slow pages may use: a page of 99 million pixels took 1.4 GB, others far less
JOBS=$jobs
MEMORY=$(((jobs + jobs / 4 + 1) * 3 / 2 + 1))g
ELASTICSEARCH_IMAGE=$elasticsearch_image
ELASTICSEARCH_MEMORY=4g
KIBANA_IMAGE=$kibana_image
# the name people type, which goes into the certificate, and the address it listens on; 0.0.0.0 opens it to the hospital's network
KIBANA_HOST=localhost
KIBANA_ADDRESS=127.0.0.1
ELASTIC_PASSWORD=$(secret)
KIBANA_PASSWORD=$(secret)
KIBANA_SECURITY_KEY=$(secret)
KIBANA_SAVED_OBJECTS_KEY=$(secret)
KIBANA_REPORTING_KEY=$(secret)
END
}

compose_file=compose.yaml
if [ "${1:-}" = --embedded ]; then
    [ $# = 2 ] || usage
    shift
    compose_file=compose.yaml:compose.embedded.yaml
    # compose.yaml is read too and wants a name; nothing starts from it
    elasticsearch_image=unused:$version
    kibana_image=unused:$version
else
    if [ $# -lt 1 ] || [ $# -gt 2 ]; then usage; fi
    images "${2:-${IMAGE_PREFIX:-}}"
fi
owner_of_scans "$1"
[ ! -e "$env_file" ] || fail ".env is there already; its passwords are those of the running services. Move it away to make another."
made=$(mktemp "$root/.env.XXXXXX")
trap 'rm -f "$made"' EXIT
write "$made"
# a link never replaces anything, not even what another env.sh made in the meantime
ln "$made" "$env_file" || fail ".env is there already"
echo "env.sh: $env_file written" >&2
[ "$compose_file" != compose.yaml ] || echo "env.sh: Kibana's first user is elastic; the password is ELASTIC_PASSWORD in that file" >&2
