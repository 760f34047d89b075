import { segment } from 'sentencex';
import { isFalseBoundary, missedBoundaries } from './boundary-rules.ts';
import { findQuotations, type Span } from './quotations.ts';

/**
 * Quoted speech stays one sentence with its speaker up to this length (UTF-16 units), so that a quote can
 * be read and proved; a longer one is divided, for nobody wants a paragraph as an answer.
 */
const LONGEST_QUOTED_SENTENCE = 350;

/**
 * So much text is given to the library at once, in UTF-16 units: its time grows with the square of the
 * text where there are no paragraphs (1.0.17). Paragraphs are shorter.
 */
const SEGMENT_LENGTH = 4000;

/** So much text on each side of a boundary decides about it; UTF-16 units. */
const CONTEXT = 60;

const SENTENCE_END = /[.!?…。！？।؟]["'”’»)]*\s*$/u;

/**
 * Divides a text into sentences: the library sentencex (244 languages), mended where it errs in news.
 * The spans are in order, without white space at their ends, and hold every other character.
 *
 * sentencex returns its boundaries in code points, so the offsets here are counted from its texts.
 *
 * @param text one paragraph; single line ends in it are white space.
 * @param language BCP 47 code of the language, such as `en`.
 */
export function splitSentences(text: string, language = 'en'): Span[] {
  const flat = text.replace(/[\r\n\t\u2028\u2029]/g, ' ');
  const quotations = findQuotations(flat);
  const boundaries = libraryBoundaries(flat, language);
  for (const offset of missedBoundaries(flat)) boundaries.add(offset);
  const ordered = [...boundaries].sort((a, b) => a - b);
  const joined = joinFalse(flat, cut(flat, outsideQuotations(ordered, quotations)));
  return joined.flatMap((span) => divideQuoted(flat, span, language));
}

function libraryBoundaries(flat: string, language: string): Set<number> {
  const boundaries = new Set<number>();
  for (let from = 0; from < flat.length; ) {
    const to = pieceEnd(flat, from);
    let at = from;
    for (const sentence of segmented(language, flat.slice(from, to))) {
      at += sentence.length;
      boundaries.add(at);
    }
    // The end of a piece is the end of a sentence only if it looks like one.
    if (to < flat.length && !SENTENCE_END.test(flat.slice(to - CONTEXT, to))) boundaries.delete(to);
    from = to;
  }
  return boundaries;
}

/**
 * The library's sentences; the runtime's where the library fails, as it does on some marks in a row that no article
 * means ('“Dr. ” . ! ', 1.0.17).
 */
function segmented(language: string, text: string): readonly string[] {
  try {
    return segment(language, text);
  } catch {
    const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });
    return [...segmenter.segment(text)].map((part) => part.segment);
  }
}

/** The end of the piece that is given to the library at once: at white space where there is any. */
function pieceEnd(flat: string, from: number): number {
  if (flat.length - from <= SEGMENT_LENGTH) return flat.length;
  const end = from + SEGMENT_LENGTH;
  const blank = flat.lastIndexOf(' ', end - 1);
  if (blank > from) return blank + 1;
  const inCharacter = /[\ud800-\udbff]/.test(flat[end - 1] ?? '');
  return inCharacter ? end - 1 : end;
}

/** Drops the boundaries inside of quotations. */
function outsideQuotations(boundaries: readonly number[], quotations: readonly Span[]): number[] {
  const kept: number[] = [];
  let next = 0;
  for (const boundary of boundaries) {
    while ((quotations[next]?.end ?? Number.POSITIVE_INFINITY) <= boundary) next++;
    const quotation = quotations[next];
    if (!quotation || boundary <= quotation.start) kept.push(boundary);
  }
  return kept;
}

function cut(flat: string, boundaries: readonly number[]): Span[] {
  const spans: Span[] = [];
  let from = 0;
  for (const to of [...boundaries, flat.length]) {
    const span = trimmed(flat, from, to);
    if (span) spans.push(span);
    from = Math.max(from, to);
  }
  return spans;
}

function trimmed(text: string, from: number, to: number): Span | null {
  let start = from;
  let end = to;
  while (start < end && /\s/.test(text[start] ?? '')) start++;
  while (end > start && /\s/.test(text[end - 1] ?? '')) end--;
  return start < end ? { start, end } : null;
}

function joinFalse(flat: string, spans: readonly Span[]): Span[] {
  const joined: Span[] = [];
  // Where even the text begins with a small letter, a small letter says nothing.
  const smallLetters = /^[^\p{L}]*\p{Ll}/u.test(flat.slice(0, CONTEXT));
  for (const span of spans) {
    const last = joined.at(-1);
    const right = flat.slice(span.start, Math.min(span.end, span.start + CONTEXT));
    if (
      last &&
      isFalseBoundary(flat.slice(Math.max(last.start, last.end - CONTEXT), last.end), right, smallLetters)
    ) {
      joined[joined.length - 1] = { start: last.start, end: span.end };
    } else joined.push(span);
  }
  return joined;
}

/** Divides a sentence that is too long, or nothing but speech, by the sentences of the speech in it. */
function divideQuoted(flat: string, span: Span, language: string): Span[] {
  const text = flat.slice(span.start, span.end);
  if (text.length <= LONGEST_QUOTED_SENTENCE && !isOnlySpeech(text)) return [span];
  const plain = text.replace(/["“”„«»()[\]]/g, ' ');
  if (plain === text) return [span];
  const boundaries = [...libraryBoundaries(plain, language), ...missedBoundaries(plain)]
    .map((boundary) => beforeOpening(text, boundary))
    .sort((a, b) => a - b);
  return joinFalse(text, cut(text, boundaries)).map(({ start, end }) => ({
    start: span.start + start,
    end: span.start + end,
  }));
}

/** Whether the text is one quotation and nothing else, as an interview's answers are. */
function isOnlySpeech(text: string): boolean {
  const [quotation] = findQuotations(text);
  return quotation !== undefined && quotation.start === 0 && quotation.end === text.length;
}

/** Moves a boundary to before the marks that open the next sentence. */
function beforeOpening(text: string, boundary: number): number {
  let at = boundary;
  while (at > 0 && /["“„«(]/.test(text[at - 1] ?? '')) at--;
  return at === 0 || /\s/.test(text[at - 1] ?? '') ? at : boundary;
}
