import { CHARSET_PRESCAN_BYTES, MAX_DAMAGED_SHARE } from './limits.ts';
import { Obstacle } from './obstacle.ts';
import { showText } from './show.ts';

/** Undecodable bytes, and control characters that no text holds: what a picture looks like read as text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const DAMAGE = /[\uFFFD\0-\x08\x0B\x0E-\x1A\x1C-\x1F]/g;
const HEADER_CHARSET = /;\s*charset\s*=\s*["']?([^\s"';,]+)/i;
const XML_ENCODING = /^\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([^"'<>]{1,40})["']/i;
const META_CHARSET = /<meta\b[^>]{0,400}?\bcharset\s*=\s*["']?\s*([^\s"'/>;]{1,40})/i;
const COMMENT = /<!--.*?(?:-->|$)/gs;

interface Reading {
  readonly text: string;
  /** Characters that are not text, of all; 0 to 1. */
  readonly damage: number;
}

/**
 * A document's text.
 *
 * A byte order mark decides (as in the WHATWG Encoding Standard). Otherwise the charsets that the header, the XML
 * declaration and `<meta>` name are tried in this order, then UTF-8, and windows-1252 if none was named; the first
 * that reads every byte wins. Servers name a wrong one often, and then the next is right. If none reads
 * everything, the one with the fewest slips does, up to `MAX_DAMAGED_SHARE` of the characters.
 *
 * @param contentType the header, whole
 * @throws Obstacle 'unusable'
 */
export function decodeText(bytes: Uint8Array, contentType: string): string {
  const marked = charsetOfMark(bytes);
  const declared = marked === null ? declaredCharsets(bytes, contentType) : [marked];
  const known = declared.filter(isKnown);
  const candidates =
    marked === null ? [...known, 'utf-8', ...(declared.length > 0 ? [] : ['windows-1252'])] : known;
  let best: Reading | null = null;
  for (const charset of new Set(candidates)) {
    const reading = read(bytes, charset);
    if (best === null || reading.damage < best.damage) best = reading;
    if (best.damage === 0) break;
  }
  if (best !== null && best.damage <= MAX_DAMAGED_SHARE) return best.text;
  const type = showText(contentType.split(';', 1)[0] ?? '');
  throw new Obstacle(
    'unusable',
    declared.length > 0
      ? `cannot be read as ${declared.map(showText).join(' or ')}, which it says it is written in; its publisher has to mend that`
      : `is not text, although the server calls it ${type}`,
  );
}

function charsetOfMark(bytes: Uint8Array): string | null {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  return null;
}

function declaredCharsets(bytes: Uint8Array, contentType: string): string[] {
  const head = Buffer.from(bytes.subarray(0, CHARSET_PRESCAN_BYTES)).toString('latin1');
  const inside = [XML_ENCODING.exec(head)?.[1], META_CHARSET.exec(head.replace(COMMENT, ''))?.[1]]
    .filter((charset) => charset !== undefined)
    // What can be read byte by byte is not UTF-16, whatever it says (WHATWG HTML, section 13.2.3.2).
    .map((charset) => (/^utf-?16/i.test(charset) ? 'utf-8' : charset));
  const header = HEADER_CHARSET.exec(contentType)?.[1];
  return (header === undefined ? inside : [header, ...inside]).map((charset) => charset.toLowerCase());
}

function isKnown(charset: string): boolean {
  try {
    return new TextDecoder(charset).encoding !== '';
  } catch {
    return false;
  }
}

function read(bytes: Uint8Array, charset: string): Reading {
  const decoder = new TextDecoder(charset);
  // In one go, Node 20 reads windows-1252 as ISO 8859-1 and loses its quotation marks; as a stream it does not.
  const text = decoder.decode(bytes, { stream: true }) + decoder.decode();
  const slips = text.length - text.replace(DAMAGE, '').length;
  return { text, damage: text === '' ? 0 : slips / text.length };
}
