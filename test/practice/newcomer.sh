#!/usr/bin/env bash
# A newcomer's first minutes in an empty folder: clone, npm ci, npm start, and the first launch behind the printed address.
set -euo pipefail
here=$(git rev-parse --show-toplevel)
copy=$(mktemp -d)
pid=
# npm does not pass signals on: the whole process group ends.
trap '[ -z "$pid" ] || kill -- "-$pid" 2>/dev/null || true; rm -rf "$copy"' EXIT
git clone -q "$here" "$copy/critical-friend"
cd "$copy/critical-friend"
npm ci --no-audit --no-fund >/dev/null 2>&1
unset DATABASE_URL REDIS_URL SECRET_KEY NODE_ENV CI
free() { node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})'; }
: >start.log
practice=$((RANDOM % 20000 + 20000))
PORT=$(free) PRACTICE_PORT=$practice setsid npm start >start.log 2>&1 &
pid=$!
for _ in $(seq 120); do
  grep -q "http://127.0.0.1:$practice" start.log && break
  kill -0 "$pid" 2>/dev/null || { cat start.log; echo "npm start ended"; exit 1; }
  sleep 0.5
done
address=$(grep -oE "http://127\.0\.0\.1:$practice" start.log | head -1)
[ -n "$address" ] || { cat start.log; echo "no address was printed"; exit 1; }
node dist/practice/first-launch.js "$address"
