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

/** Takes out of an element what is no text of its article. */
export function clean(root: DomElement): void {
  for (const element of root.querySelectorAll(NO_TEXT)) element.remove();
  for (const element of root.querySelectorAll(FURNITURE)) element.remove();
  for (const text of textsOf(root)) {
    const cleaned = withoutShortcodes(text.data);
    if (cleaned !== text.data) text.data = cleaned;
  }
  for (const pre of root.querySelectorAll('pre')) breakLines(pre);
  // What is written as code would not be escaped, and its marks be read as Markdown.
  for (const code of root.querySelectorAll('code')) code.replaceWith(...code.childNodes);
  // The parser begins a new text at each entity; whole ones need fewer escapes.
  root.normalize();
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
