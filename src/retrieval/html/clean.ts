import type { DomElement, DomText } from './dom.ts';
import { withoutShortcodes } from './shortcodes.ts';

/** What is not text to read: programs, forms, players, pictures, and what is hidden. */
const NO_TEXT = [
  'script, style, noscript, template, link, meta, title, iframe, object, embed, applet, canvas, svg, math annotation',
  'audio, video, picture > source, map, form, button, input, select, textarea, dialog, nav, menu',
  '[hidden], [aria-hidden="true"], [role="navigation"], [role="search"], [role="dialog"], .screen-reader-text, .sr-only',
].join(', ');

/** Share buttons, lists of related posts and the like, by the names that the usual plug-ins give them. */
const FURNITURE = [
  '.sharedaddy, .sd-sharing, .jp-relatedposts, .addtoany_share_save_container, .a2a_kit, .heateor_sss_sharing_container',
  '.ssba, .social-share, .social-sharing, .share-buttons, .post-share, .et_social_inline, .essb_links, .shariff',
  '.wp-block-social-links, .yarpp-related, .related-posts, .post-navigation, .comments-area, .cookie-notice, .mw-editsection',
].join(', ');

/** White space in a row that a text may have; an indentation is shorter. UTF-16 units. */
const LONGEST_BLANK = 63;
const LONG_BLANK = new RegExp(`\\s{${LONGEST_BLANK + 1},}`, 'g');

/** Takes out of an element what is no text of its article. */
export function clean(root: DomElement): void {
  for (const element of root.querySelectorAll(NO_TEXT)) element.remove();
  for (const element of root.querySelectorAll(FURNITURE)) element.remove();
  for (const text of textsOf(root)) {
    const cleaned = withoutShortcodes(text.data);
    if (cleaned !== text.data) text.data = cleaned;
  }
  // What is written as code would not be escaped, and its marks be read as Markdown.
  for (const code of root.querySelectorAll('code')) code.replaceWith(...code.childNodes);
  // The parser begins a new text at each entity; whole ones need fewer escapes.
  root.normalize();
  shortenBlanks(textsOf(root));
  for (const pre of root.querySelectorAll('pre')) breakLines(pre);
}

/**
 * Cuts white space down that goes on and on, also over the borders of elements: patterns that look for its end take
 * quadratic time, in turndown as well as here. What is left of a text's own has a line end
 * where it had one.
 */
function shortenBlanks(texts: readonly DomText[]): void {
  let before = 0;
  for (const text of texts) {
    const short = text.data.replace(LONG_BLANK, (blank) => (blank.includes('\n') ? '\n' : ' '));
    const leading = short.length - short.trimStart().length;
    const end = short.slice(0, leading).includes('\n') ? '\n' : '';
    const data = before + leading > LONGEST_BLANK ? end + short.slice(leading) : short;
    if (data !== text.data) text.data = data;
    if (data.trim() === '') before += data.length;
    else before = data.length - data.trimEnd().length;
  }
}

function textsOf(root: DomElement): DomText[] {
  const walker = root.ownerDocument.createTreeWalker(root, 4 /* NodeFilter.SHOW_TEXT */);
  const texts: DomText[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) texts.push(node as DomText);
  return texts;
}

/** The line ends of preformatted text mean something: they become breaks. */
function breakLines(pre: DomElement): void {
  for (const text of textsOf(pre)) {
    const lines = text.data.split('\n');
    if (lines.length === 1) continue;
    text.replaceWith(
      ...lines.flatMap((line, i) => (i === 0 ? [line] : [pre.ownerDocument.createElement('br'), line])),
    );
  }
}
