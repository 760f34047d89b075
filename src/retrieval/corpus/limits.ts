/**
 * Larger files are left out: a news article has some 10 kB, and a file of this size is an archive or a
 * data dump that was put into the folder by mistake. Bytes.
 */
export const MAX_FILE_BYTES: number = 2 * 1024 * 1024;

/** A title longer than this is shortened when it had to be taken from the text; UTF-16 units. */
export const MAX_DERIVED_TITLE = 160;

/** Longer ids would not fit into file names and custom ids of the chat platforms; UTF-16 units. */
export const MAX_ID_LENGTH = 300;

/** A folder that nests deeper than this is not a corpus but a mistake (or a mount that contains itself). */
export const MAX_FOLDER_DEPTH = 16;
