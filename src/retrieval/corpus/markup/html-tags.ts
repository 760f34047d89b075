import { decodeHTMLStrict } from 'entities';
import type { Edit } from './edit.ts';
import { removal } from './edit.ts';

/** Elements whose text flows on without a break; their tags vanish. */
const INLINE = new Set(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);

/** Elements that stand in their own lines, with an empty line around them. */
const BLOCK = new Set(
  'address article aside blockquote body caption center details dd div dl dt figcaption figure footer header html main nav p pre section summary table tbody tfoot thead ul ol'.split(
    ' ',
  ),
);

const TAG = /<(\/?)([A-Za-z][A-Za-z0-9]*)((?:[\s/][^<>]*)?)>/y;
const DECLARATION = /<(?:![A-Za-z]|\?)[^<>]*>/y;
const AUTOLINK = /<(?:https?:\/\/[^\s<>]+|(?:mailto:)?[^\s<>@]+@[^\s<>@]+)>/y;
const HIDDEN_END = {
  script: /<\/script\s*>/gi,
  style: /<\/style\s*>/gi,
} as const;

/** What stands at a '<': the edits that show it as the reader sees it, and where the scan goes on. */
export interface Markup {
  readonly edits: readonly Edit[];
  readonly end: number;
  /** The target of a link or image, if it names one. */
  readonly target?: string;
}

/** Reads HTML at a '<'. Remembers which ends are missing, so that a text of nothing but '<!--' stays linear. */
export class HtmlScanner {
  readonly #source: string;
  readonly #missing = new Set<string>();

  constructor(source: string) {
    this.#source = source;
  }

  /** The markup at `start`, or null where the '<' is just a character ('a < b', '<3'). */
  scan(start: number): Markup | null {
    const source = this.#source;
    if (source.startsWith('<!--', start)) return this.#hidden('-->', start, start + 4);
    AUTOLINK.lastIndex = start;
    const link = AUTOLINK.exec(source);
    if (link) {
      const end = AUTOLINK.lastIndex;
      return { edits: [removal(start, start + 1), removal(end - 1, end)], end };
    }
    DECLARATION.lastIndex = start;
    if (DECLARATION.test(source)) {
      return { edits: [removal(start, DECLARATION.lastIndex)], end: DECLARATION.lastIndex };
    }
    TAG.lastIndex = start;
    const tag = TAG.exec(source);
    if (!tag) return null;
    return this.#tag(start, TAG.lastIndex, tag[1] === '/', (tag[2] ?? '').toLowerCase(), tag[3] ?? '');
  }

  #tag(start: number, end: number, closing: boolean, name: string, attributes: string): Markup | null {
    if (name === 'script' || name === 'style') {
      return closing ? { edits: [removal(start, end)], end } : this.#hidden(name, start, end);
    }
    if (INLINE.has(name)) {
      const target = name === 'a' && !closing ? attribute(attributes, 'href') : null;
      return { edits: [removal(start, end)], end, ...(target !== null && { target }) };
    }
    if (name === 'img') {
      const text = attribute(attributes, 'alt') ?? '';
      return { edits: [{ kind: 'replace', start, end, text }], end };
    }
    if (name === 'br') return { edits: [lineBreak(start, this.#skipLineEnd(end), 1)], end };
    if (name === 'hr') return { edits: [lineBreak(start, end, 2)], end };
    if (/^h[1-6]$/.test(name)) {
      return { edits: [{ kind: 'break', start, end, lines: 2, heading: !closing }], end };
    }
    if (name === 'li') {
      const to = closing ? end : this.#skipSpace(end);
      return { edits: [{ kind: 'break', start, end: to, lines: 1, after: closing ? '' : '• ' }], end: to };
    }
    if (name === 'tr') {
      const to = this.#skipSpace(end);
      return { edits: [lineBreak(start, to, 1)], end: to };
    }
    if (name === 'td' || name === 'th') {
      const to = this.#skipSpace(end);
      return { edits: [closing ? removal(start, to) : { kind: 'cell', start, end: to }], end: to };
    }
    if (BLOCK.has(name)) return { edits: [lineBreak(start, end, 2)], end };
    return null;
  }

  /** Takes out everything up to the end mark: comments, scripts and styles are not for the reader. */
  #hidden(what: keyof typeof HIDDEN_END | '-->', start: number, from: number): Markup | null {
    if (this.#missing.has(what)) return null;
    let end = -1;
    if (what === '-->') {
      const found = this.#source.indexOf('-->', from);
      if (found >= 0) end = found + 3;
    } else {
      const pattern = HIDDEN_END[what];
      pattern.lastIndex = from;
      if (pattern.test(this.#source)) end = pattern.lastIndex;
    }
    if (end < 0) {
      this.#missing.add(what);
      return null;
    }
    return { edits: [removal(start, end)], end };
  }

  #skipSpace(from: number): number {
    let at = from;
    while (at < this.#source.length && /\s/.test(this.#source[at] ?? '')) at++;
    return at;
  }

  #skipLineEnd(from: number): number {
    let at = from;
    while (this.#source[at] === ' ' || this.#source[at] === '\t') at++;
    return this.#source[at] === '\n' ? at + 1 : from;
  }
}

function lineBreak(start: number, end: number, lines: 1 | 2): Edit {
  return { kind: 'break', start, end, lines };
}

/** An attribute's value with its entities decoded; null where the tag has no such attribute. */
function attribute(attributes: string, name: string): string | null {
  const pattern = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i');
  const match = pattern.exec(attributes);
  if (!match) return null;
  return decodeHTMLStrict(match[1] ?? match[2] ?? match[3] ?? '');
}
