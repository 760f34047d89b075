#!/bin/sh
# Rehearses the image's build without Docker: every step of the Dockerfile in a clean folder, with what is committed
# and .dockerignore lets through, then the result in a sandbox. Packages are linked from this checkout instead of being
# downloaded once more. scripts/image/rehearse.sh [DIR]
set -eu
cd "$(dirname "$0")/../.."
root=$(pwd)
work=$(mktemp -d "${1:-${TMPDIR:-/tmp}}/attache-image-XXXXXX")
trap 'rm -rf "$work"' EXIT
mkdir "$work/src"
sed -n 's/^!//p' .dockerignore | xargs git archive HEAD -- | tar -x -C "$work/src"
# Links do not reach into another file system.
cp -al "$root/node_modules" "$work/src" 2>/dev/null || cp -a "$root/node_modules" "$work/src"
cd "$work/src"
scripts/image/build.sh "$work/app"
megabytes=$(du -sm --apparent-size "$work/app/node_modules" | cut -f1)
echo "node_modules of the image: $megabytes MB"
if [ "$megabytes" -ge 200 ]; then
  echo "That is 200 MB or more: see scripts/image/leave-out.ts." >&2
  exit 1
fi
cd "$work"
src/scripts/image/sandbox.sh src/node_modules/.bin/tsx src/scripts/image/smoke.ts app
