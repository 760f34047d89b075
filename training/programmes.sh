# Which programmes train the reader, and which it never sees: it is measured on these, and the ranking is fitted to what it
# says there. To be read by a script in this folder, with SHARED set.
HELD_OUT=("$SHARED/training/programmes/museums" "$SHARED/training/programmes/research" programmes/schools programmes/circular programmes/skills)
TRAINED=()
for folder in "$SHARED"/training/programmes/* programmes/*; do
  [[ " ${HELD_OUT[*]} " == *" $folder "* ]] || TRAINED+=("$folder")
done
