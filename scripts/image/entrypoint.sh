#!/bin/sh
# Starts Attaché in a container: what the image has built goes into the cache, which is on the data volume because
# the image itself may be read-only. The models are linked, the index of the articles that ship is copied.
set -eu
app=$(realpath "$(dirname "$0")/..")
cache=${ATTACHE_CACHE_DIR:?is not set: name a folder that can be written}
if ! mkdir -p "$cache/index" 2>/dev/null || [ ! -w "$cache" ]; then
  echo "The folder $cache cannot be written by user $(id -u): give it to that user (chown -R $(id -u) DIR), or mount a named volume." >&2
  exit 1
fi
# A folder of models in its place was put there by somebody who wants others.
if [ -L "$cache/models" ] || [ ! -e "$cache/models" ]; then ln -sfn "$app/cache/models" "$cache/models"; fi
# A newer image brings a newer index; what is not of this version is built anew in any case.
cp -uR "$app/cache/index/." "$cache/index/"
exec node "$app/dist/cli/main.js" "$@"
