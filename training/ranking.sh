#!/usr/bin/env bash
# Fits the ranking of passages and the choice of the answer to what the shipped encoder and reader say of programmes that neither has
# seen, from data/models to data/models/ranking.json. See README.md for the time it takes.
set -euo pipefail
cd "$(dirname "$0")"

source ./setting.sh

trap 'kill $(jobs -p) 2>/dev/null || true' EXIT
collect() { npx tsx ../scripts/ranking/"$@"; }

$PYTHON encyclopedia.py "$WORK/encyclopedia" "$SHARED/training/squadshifts"
UNSEEN=("${HELD_OUT[@]}" "$WORK"/encyclopedia/*/encyclopedia)

# Which passages come first; then, with these, which sentence answers.
collect collect-passages.ts --out "$WORK/passages.jsonl" "${UNSEEN[@]}"
$PYTHON passage_ranking.py --collected "$WORK/passages.jsonl" --out ../data/models/ranking.json

collect collect.ts --out "$WORK/read.jsonl" "${UNSEEN[@]}" &
collect collect.ts --reader off --out "$WORK/unread.jsonl" "${UNSEEN[@]}"
wait $! # fails where the one in the background failed
$PYTHON ranking.py --with-reader "$WORK/read.jsonl" --without-reader "$WORK/unread.jsonl" --out ../data/models/ranking.json
