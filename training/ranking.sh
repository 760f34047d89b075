#!/usr/bin/env bash
# Fits the ranking to what the shipped reader says of programmes that it has not seen, from data/models/reader to
# data/models/ranking.json. See README.md for the time it takes.
set -euo pipefail
cd "$(dirname "$0")"

source ./setting.sh

$PYTHON held_out.py "$WORK/encyclopedia" "$SHARED/training/squadshifts"
npx tsx ../scripts/ranking/collect.ts --out "$WORK/read.jsonl" "${HELD_OUT[@]}" "$WORK/encyclopedia"
npx tsx ../scripts/ranking/collect.ts --reader off --out "$WORK/unread.jsonl" "${HELD_OUT[@]}" "$WORK/encyclopedia"
$PYTHON ranking.py --with-reader "$WORK/read.jsonl" --without-reader "$WORK/unread.jsonl" --out ../data/models/ranking.json
