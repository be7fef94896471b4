#!/usr/bin/env bash
# A newcomer's first minutes in an empty folder: clone, npm ci, npm start, and the first launch behind the printed address.
set -euo pipefail
here=$(git rev-parse --show-toplevel)
copy=$(mktemp -d)
pid=
trap '[ -z "$pid" ] || kill "$pid" 2>/dev/null || true; rm -rf "$copy"' EXIT
git clone -q "$here" "$copy/critical-friend"
cd "$copy/critical-friend"
npm ci --no-audit --no-fund >/dev/null 2>&1
unset DATABASE_URL REDIS_URL SECRET_KEY NODE_ENV CI
PORT=3950 PRACTICE_PORT=3951 npm start >start.log 2>&1 &
pid=$!
for _ in $(seq 120); do
  grep -q 'http://127.0.0.1:3951' start.log && break
  kill -0 "$pid" 2>/dev/null || { cat start.log; echo "npm start ended"; exit 1; }
  sleep 0.5
done
address=$(grep -oE 'http://127\.0\.0\.1:3951[^ ]*' start.log | head -1)
[ -n "$address" ] || { cat start.log; echo "no address was printed"; exit 1; }
node dist/practice/first-launch.js "$address"
