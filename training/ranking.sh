#!/usr/bin/env bash
# Fits the ranking of passages, and the choice to what the shipped reader says of programmes that it has not seen, from
# data/models/reader to data/models/ranking.json. See README.md for the time it takes.
set -euo pipefail
cd "$(dirname "$0")"

source ./setting.sh

collect() { npx tsx ../scripts/ranking/"$@"; }

$PYTHON encyclopedia.py trained "$WORK/wikipedia" "$SHARED/training/squadshifts"
$PYTHON encyclopedia.py held-out "$WORK/encyclopedia" "$SHARED/training/squadshifts"

# Which passages come first; then, with these, which sentence answers.
collect collect-passages.ts --out "$WORK/passages-trained.jsonl" "${TRAINED[@]}" "$WORK/wikipedia" &
collect collect-passages.ts --out "$WORK/passages-held-out.jsonl" "${HELD_OUT[@]}" "$WORK"/encyclopedia/*/encyclopedia
wait $! # fails where the one in the background failed
$PYTHON passage_ranking.py --trained "$WORK/passages-trained.jsonl" --held-out "$WORK/passages-held-out.jsonl" --out ../data/models/ranking.json

collect collect.ts --out "$WORK/read.jsonl" "${HELD_OUT[@]}" "$WORK"/encyclopedia/*/encyclopedia &
collect collect.ts --reader off --out "$WORK/unread.jsonl" "${HELD_OUT[@]}" "$WORK"/encyclopedia/*/encyclopedia
wait $! # fails where the one in the background failed
$PYTHON ranking.py --with-reader "$WORK/read.jsonl" --without-reader "$WORK/unread.jsonl" --out ../data/models/ranking.json
