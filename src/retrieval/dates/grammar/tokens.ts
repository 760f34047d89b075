/** A word, number or mark of a text. Offsets are UTF-16. */
export interface Token {
  /**
   * `number`: digits alone, or with an ordinal ending ('3rd'). `date`: '2023-10-22', '22.10.2023', '22/10/2023'.
   * `decade`: '1990s'. `other`: digits that are no date ('2,400', '1.80', '16:00', '4x4').
   */
  readonly kind: 'word' | 'number' | 'date' | 'decade' | 'other' | 'mark';
  readonly text: string;
  /** Lower case, composed (NFC). */
  readonly lower: string;
  readonly start: number;
  readonly end: number;
  /** White space, or the beginning of the text, stands before it. */
  readonly spaced: boolean;
  /** An empty line stands before it: no expression runs across. */
  readonly broken: boolean;
  /** Of a `number` or `decade`, its value; else -1. */
  readonly value: number;
  /** A number with an ordinal ending. */
  readonly ordinal: boolean;
}

/** No number that matters to a date has more digits; a longer one is no date. */
const MAX_DIGITS = 4;

/*
 * Alternatives in order: address, numeric date, digits with separators, decade, ordinal, other alphanumerics, digits,
 * word ('year's' is three tokens, so that 'last year's' holds 'last year'), any mark. Each begins with another class of characters or a bounded repetition: linear.
 */
const TOKEN =
  /(?<address>(?:https?:\/\/|www\.)\S*)|(?<date>\d{4}-\d{1,2}-\d{1,2}(?![\d-])|\d{4}\/\d{1,2}\/\d{1,2}(?![\d/])|\d{1,2}(?<mark>[./-])\s?\d{1,2}\k<mark>\s?\d{4}(?![\d/-]|\.\d))|(?<other>\d+(?:[.,:'’]\d+)+\p{L}*)|(?<decade>\d{3}0['’]?s(?![\p{L}\d]))|(?<ordinal>\d+(?:st|nd|rd|th|er|ème|º|ª|°)(?![\p{L}\d]))|(?<mixed>\d+\p{L}[\p{L}\d]*)|(?<number>\d+)|(?<word>\p{L}[\p{L}\p{M}\d]*)|\S/giu;

function kindOf(groups: Record<string, string | undefined>): Token['kind'] {
  if (groups.word !== undefined) return 'word';
  if (groups.number !== undefined || groups.ordinal !== undefined) return 'number';
  if (groups.date !== undefined) return 'date';
  if (groups.decade !== undefined) return 'decade';
  return groups.other !== undefined || groups.mixed !== undefined || groups.address !== undefined
    ? 'other'
    : 'mark';
}

/** Splits a text into tokens, in one pass. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    const groups = match.groups ?? {};
    const kind = kindOf(groups);
    const raw = match[0];
    const gap = text.slice(end, match.index);
    const digits = kind === 'number' || kind === 'decade' ? /^\d+/.exec(raw)?.[0] : undefined;
    tokens.push({
      kind,
      text: raw,
      lower: kind === 'word' ? raw.toLowerCase().normalize('NFC') : raw,
      start: match.index,
      end: match.index + raw.length,
      spaced: gap.length > 0 || end === 0,
      broken: /\n\s*\n/.test(gap),
      value: digits !== undefined && digits.length <= MAX_DIGITS ? Number(digits) : -1,
      ordinal: groups.ordinal !== undefined,
    });
    end = match.index + raw.length;
  }
  return tokens;
}
