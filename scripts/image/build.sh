#!/bin/sh
# Makes the folder that the image runs, from installed sources: scripts/image/build.sh OUT
# The index knows the articles by their path, so OUT has to be where the folder will be when it runs.
set -eu
out=$(realpath -m "$1")
cd "$(dirname "$0")/../.."
npm run build
npx tsx scripts/image/assemble.ts "$out"
npx tsx scripts/image/bake.ts "$out"
