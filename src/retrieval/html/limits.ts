/**
 * A longer page is refused before it is parsed. News pages have up to some 500,000 characters with their scripts;
 * a hostile one of this length takes some five seconds to parse and reduce. UTF-16 units.
 */
export const MAX_HTML_LENGTH: number = 3 * 1024 * 1024;

/** Pages nest up to some 60 elements; the libraries that walk the tree recurse, and thousands of levels end the stack. */
export const MAX_NESTING = 250;

/** More elements are no article but a data dump. */
export const MAX_ELEMENTS = 30_000;

/**
 * The sum of all elements' depths, which reducing a page to its article takes time in proportion to: 5 µs each.
 * Pages of 5,000 elements have some 100,000.
 */
export const MAX_TOTAL_DEPTH = 600_000;
