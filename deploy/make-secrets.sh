#!/bin/sh
# Makes every secret that compose.yaml and kubernetes/ mount as files, in ./secrets or in the folder that is named; what is there stays as it is.
set -eu

folder=${1:-$(dirname "$0")/secrets}
host=${VISAVIS_HOST:-localhost}
turn_host=${TURN_HOST:-localhost}
# Nobody but the owner of the folder gets to the files; inside a container any user may read the one that is mounted.
umask 077
mkdir -p "$folder"
cd "$folder"

# 32 random bytes as base64url, 43 characters
random() { openssl rand 32 | openssl base64 -A | tr '+/' '-_' | tr -d '='; }
keep() {
  [ -s "$1" ] || printf '%s' "$2" > "$1"
}

keep data-key "$(random)"
keep code-pepper "$(random)"
keep resume-key "$(random)"
keep turn-secret "$(random)"
# Where the old one, or the next one, lies while a secret is exchanged.
for name in data-key code-pepper resume-key turn-secret; do
  [ -e "$name-previous" ] || : > "$name-previous"
done
keep redis-password "$(random)"
keep postgres-password "$(random)"
keep valkey.conf "requirepass $(cat redis-password)"
keep database-url "postgres://visavis:$(cat postgres-password)@postgres:5432/visavis"

# Certificates that nobody believes, for trying it out: put those of your authority in their place.
certificate() {
  [ -s "$1.crt" ] || openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30 \
    -subj "/CN=$2" -addext "subjectAltName=DNS:$2" -keyout "$1.key" -out "$1.crt" 2> /dev/null
}
certificate site "$host"
certificate turn "$turn_host"
[ -s site.pem ] || cat site.crt site.key > site.pem
# Whom the doctor believes besides the well-known authorities.
[ -s authorities.pem ] || cat site.crt turn.crt > authorities.pem

chmod 0444 ./*
