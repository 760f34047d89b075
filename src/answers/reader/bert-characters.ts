/** How a BERT tokenizer prepares text: the `normalizer` of its tokenizer.json. */
export interface BertNormalizerSettings {
  readonly clean_text: boolean;
  readonly handle_chinese_chars: boolean;
  readonly lowercase: boolean;
  /** null: when `lowercase`. */
  readonly strip_accents: boolean | null;
}

/** A character of the prepared text and the code units of the original that it comes from. */
export interface PreparedCharacter {
  readonly character: string;
  readonly start: number;
  readonly end: number;
}

const REMOVED = /^[\p{Cc}\p{Cf}\p{Co}\p{Cs}\uFFFD]$/u;
const KEPT_CONTROL = /^[\t\n\r]$/;
const WHITE_SPACE = /^\s$/;
/** No marks and nothing to take apart; most characters of most texts. */
const ASCII = /^[\0-\x7f]$/;
const MARK = /^\p{Mn}$/u;

/**
 * Prepares a text as BERT's normaliser does and remembers where each character comes from: control characters
 * vanish, CJK characters become words of their own, letters turn lower case and lose their accents.
 *
 * The order and the classes are those of `BertNormalizer` in @huggingface/tokenizers 0.2, which the embedding model
 * uses: a property test holds both to the same pieces. (That library does not isolate CJK characters beyond the basic
 * plane; the vocabulary has none of them, so that they are unknown words either way.)
 */
export function prepareCharacters(text: string, settings: BertNormalizerSettings): PreparedCharacter[] {
  const stripAccents = settings.strip_accents ?? settings.lowercase;
  const cleaned = clean(text, settings);
  const lowered = settings.lowercase ? lowerCase(cleaned) : cleaned.map(({ character }) => character);

  const prepared: PreparedCharacter[] = [];
  cleaned.forEach(({ start, end }, index) => {
    const character = lowered[index] as string;
    if (ASCII.test(character)) {
      prepared.push({ character, start, end });
      return;
    }
    if (!stripAccents) {
      for (const part of character) prepared.push({ character: part, start, end });
      return;
    }
    const parts = [...character.normalize('NFD')].filter((part) => !MARK.test(part));
    const before = prepared.at(-1);
    if (parts.length === 0 && before !== undefined && before.end === start) {
      prepared[prepared.length - 1] = { ...before, end }; // a combining mark belongs to its letter
    }
    for (const part of parts) prepared.push({ character: part, start, end });
  });
  return prepared;
}

function clean(text: string, settings: BertNormalizerSettings): PreparedCharacter[] {
  const cleaned: PreparedCharacter[] = [];
  let end = 0;
  for (const original of text) {
    const start = end;
    end += original.length;
    let character = original;
    if (settings.clean_text) {
      if (REMOVED.test(character) && !KEPT_CONTROL.test(character)) continue;
      if (WHITE_SPACE.test(character)) character = ' ';
    }
    if (settings.handle_chinese_chars && isChinese(character)) {
      cleaned.push(space(start), { character, start, end }, space(end));
    } else {
      cleaned.push({ character, start, end });
    }
  }
  return cleaned;
}

function space(at: number): PreparedCharacter {
  return { character: ' ', start: at, end: at };
}

/**
 * Lower case, character by character. Only the Greek capital sigma depends on its neighbours (Unicode's
 * SpecialCasing.txt, Final_Sigma): it is looked up in the whole text.
 */
function lowerCase(characters: readonly PreparedCharacter[]): string[] {
  const lowered = characters.map(({ character }) => character.toLowerCase());
  if (characters.some(({ character }) => character === 'Σ')) {
    const whole = characters
      .map(({ character }) => character)
      .join('')
      .toLowerCase();
    let at = 0;
    characters.forEach(({ character }, index) => {
      if (character === 'Σ') lowered[index] = whole.charAt(at);
      at += (lowered[index] as string).length;
    });
  }
  return lowered;
}

/** The blocks of CJK ideographs that BERT treats as words of one character: Devlin's tokenization.py. */
function isChinese(character: string): boolean {
  const code = character.length === 1 ? character.charCodeAt(0) : 0;
  return (
    (code >= 0x4e00 && code <= 0x9fff) ||
    (code >= 0x3400 && code <= 0x4dbf) ||
    (code >= 0xf900 && code <= 0xfaff)
  );
}
