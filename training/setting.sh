# What the scripts of this folder share; to be sourced in it.

WORK=${READER_WORK:-/tmp/reader}
SHARED=${READER_SHARED:-../../shared} # holds training/squadshifts, training/programmes and eval/programme
PYTHON=/usr/bin/python3
# Passive waiting: on a shared machine threads that spin at a barrier halve the speed.
export OPENBLAS_CORETYPE=SkylakeX OMP_WAIT_POLICY=passive PYTHONDONTWRITEBYTECODE=1 PYTHONHASHSEED=0
$PYTHON -c 'import torch, numpy' 2>/dev/null || apt-get install -y python3-torch python3-numpy libopenblas0-pthread

# Programmes that encoder and reader never see: they are measured on them, and the rankings are fitted to what they say there.
HELD_OUT=("$SHARED"/training/programmes/{museums,research} programmes/{schools,circular,skills,bridges,choirs,fisheries,mountains})
# Programmes that were written one after the other. The encoder learns from the first two lots, in this order; the reader from all.
SECOND=(programmes/{archives,bathing,crafts,gardens,languages,markets,rail,repair})
THIRD=(programmes/{boats,brigades,cemeteries,cycling,observatories,orchards,radio,theatre}
       programmes/{beekeeping,brownfields,dance,ferries,hospitals,lighthouses,procurement,winter})

among() { local one=$1; shift; [[ " $* " == *" $one "* ]]; }
FIRST=()
for folder in "$SHARED"/training/programmes/* programmes/*; do
  among "$folder" "${HELD_OUT[@]}" "${SECOND[@]}" "${THIRD[@]}" || FIRST+=("$folder")
done
