/**
 * Slack's limits, in UTF-16 code units unless said otherwise.
 * Sources: the Block Kit reference (https://docs.slack.dev/reference/block-kit) and the methods' pages.
 */

/** `actions` blocks: elements. */
export const MAX_ACTIONS = 25;
/** Text of a button, https://docs.slack.dev/reference/block-kit/block-elements/button-element. */
export const MAX_BUTTON_TEXT = 75;
/** Value of a button; also of a feedback button. */
export const MAX_BUTTON_VALUE = 2_000;
/** `header` blocks, plain text. */
export const MAX_HEADER_TEXT = 150;
/** Prompts of `assistant.threads.setSuggestedPrompts`. */
export const MAX_SUGGESTED_PROMPTS = 4;
/** Name of the app in the manifest, https://github.com/slackapi/manifest-schema. */
export const MAX_APP_NAME = 35;

/** Fallback `text`: Slack advises 4,000 and cuts off at 40,000 (chat.postMessage). */
export const MAX_FALLBACK_TEXT = 4_000;
/**
 * All blocks of a message together, as JSON. Slack rejects messages of about 11,000–13,000 characters with
 * `msg_blocks_too_long`, which no document defines (PLATFORMS.md: hearsay), so there is room to spare.
 */
export const MAX_BLOCKS_JSON = 10_000;
/** Address of a link in a text: Slack documents none. A message with three sources has room for such ones. */
export const MAX_URL = 1_000;
/** One quote. Slack's own limit for a text object (3,000) holds for `section` texts; rich text is kept within it. */
export const MAX_QUOTE_TEXT = 2_800;
/** A quote shorter than this says nothing: further quotes are left out instead. */
export const MIN_QUOTE_TEXT = 200;
/** `Title · category · date`. A headline has 60 to 100 characters; a longer one is cut. */
export const MAX_SOURCE_LABEL = 250;

// Parts of a message beside the quotes, in characters of JSON.

/** The question, as it is shown over the answer: 500 characters, each escaped, and a little. */
export const MAX_QUESTION_JSON = 1_200;
/** Who shared an answer; Slack takes display names of up to 80 characters. */
export const MAX_NAME_JSON = 160;
/** The bot's own sentence. */
export const MAX_SENTENCE_JSON = 1_000;
/** Questions that are offered as examples, and the length of each. */
export const MAX_EXAMPLES = 5;
export const MAX_EXAMPLE_JSON = 200;
