/**
 * Discord's limits, in UTF-16 code units unless said otherwise (Discord counts code points, which are never more).
 * Sources: https://docs.discord.com/developers/resources/message and …/interactions/application-commands.
 */

/** `content` of a message. */
export const MAX_CONTENT = 2_000;

/** Embeds, https://docs.discord.com/developers/resources/message#embed-object-embed-limits. */
export const MAX_EMBED_TITLE = 256;
export const MAX_EMBED_DESCRIPTION = 4_096;
export const MAX_EMBED_FIELDS = 25;
export const MAX_FIELD_NAME = 256;
export const MAX_FIELD_VALUE = 1_024;
export const MAX_EMBED_FOOTER = 2_048;
/** Title, description, fields and footer of all embeds of a message together. */
export const MAX_EMBED_TOTAL = 6_000;

/** Buttons, https://docs.discord.com/developers/components/reference#button. */
export const MAX_BUTTON_LABEL = 80;
export const MAX_CUSTOM_ID = 100;
/** Text links have no limit that is documented, and keep to this one. */
export const MAX_BUTTON_URL = 512;
export const MAX_BUTTONS_A_ROW = 5;

/** `nonce` of a message. */
export const MAX_NONCE = 25;

/** Autocomplete: choices, and characters of a choice's name and value. */
export const MAX_CHOICES = 25;
export const MAX_CHOICE = 100;
/** Names of commands and options; their descriptions. */
export const MAX_COMMAND_NAME = 32;
export const MAX_COMMAND_DESCRIPTION = 100;

/** An interaction's token edits its reply for this long, https://docs.discord.com/developers/interactions/receiving-and-responding. */
export const INTERACTION_TOKEN_LIFE_MS = 15 * 60_000;

// Ours.

/** One quote: longer ones are walls of text in an embed. */
export const MAX_QUOTE_TEXT = 2_000;
/** A quote shorter than this says nothing: further quotes are left out instead. */
export const MIN_QUOTE_TEXT = 200;
/** `Title · category · date`. A headline has 60 to 100 characters; a longer one is cut. */
export const MAX_SOURCE_LABEL = 250;
