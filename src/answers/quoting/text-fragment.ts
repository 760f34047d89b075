/** A quote up to this length is spelt out in the fragment; of a longer one its first and last words. */
const MAX_WHOLE_QUOTE = 120;
/** Words at either end that identify a long quote. */
const END_WORDS = 5;

/**
 * The address that opens a page at a quote (W3C/WICG "URL Fragment Text Directives", 2023).
 * The page shows list items and table cells apart, so only the first line of a quote is named.
 */
export function linkToQuote(url: string | null, quote: string): string | null {
  if (url === null) return null;
  const line = (quote.split(/\n|\s\|\s/u)[0] ?? '').trim();
  if (line === '') return url;
  const base = url.replace(/#.*$/u, '');
  return `${base}#:~:text=${directive(line)}`;
}

function directive(line: string): string {
  if (line.length <= MAX_WHOLE_QUOTE) return encode(line);
  const words = line.split(/\s+/u);
  if (words.length < 2 * END_WORDS) return encode(words.slice(0, END_WORDS).join(' '));
  return `${encode(words.slice(0, END_WORDS).join(' '))},${encode(words.slice(-END_WORDS).join(' '))}`;
}

/** Percent-encodes for a text directive, where '-', ',' and '&' have a meaning of their own. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[-'()*!]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
