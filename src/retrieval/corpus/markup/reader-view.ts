import { decodeHTMLStrict } from 'entities';
import { applyEdits } from './apply-edits.ts';
import type { Edit } from './edit.ts';
import { removal } from './edit.ts';
import { EmphasisPairs } from './emphasis.ts';
import { HtmlScanner } from './html-tags.ts';
import { LineMarkScanner } from './line-marks.ts';

/** A text as its reader sees it. */
export interface ReaderView {
  /** The text without markup, trimmed; to the letter where there is no markup. */
  readonly body: string;
  /** UTF-16 offsets in `body` at which lines begin that are headings by their markup. */
  readonly headings: readonly number[];
  readonly links: readonly Link[];
}

/** A link of the text. */
interface Link {
  readonly target: string;
  /** UTF-16 offset in the source text. */
  readonly offset: number;
}

const ENTITY = /&(?:#\d{1,7}|#[xX][\dA-Fa-f]{1,6}|[A-Za-z][A-Za-z\d]{1,31});/y;
const BARE_URL = /https?:\/\/[^\s<>"'()[\]`]+/y;
const ESCAPABLE = new Set('*_`[]#<>&~|');
const LINK_TARGET =
  /\([ \t]*(?:<([^<>\n]*)>|([^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*))(?:[ \t]+"[^"\n]*"|[ \t]+'[^'\n]*')?[ \t]*\)/y;
/** A web address with a blank in it: no Markdown, but meant as a link, and broken. */
const BROKEN_TARGET = /\([ \t]*(\w+:\/\/[^()\n]*)\)/y;

/**
 * Turns Markdown with HTML into the text that a reader sees.
 *
 * A scanner of our own and no Markdown library: quotes are checked against the file to the letter, and a
 * parser would fold white space, swallow '1986. A good year', read indented lines as code, and is
 * quadratic on hostile input. So the text is only ever *edited*: marks that are certainly markup are
 * taken out, entities decoded, and whatever else stands there stays. Linear in the length of the text.
 *
 * @param source line ends must be `\n`.
 */
export function readerView(source: string): ReaderView {
  const scanner = new Scanner(source);
  scanner.scan();
  const { text, headings } = applyEdits(source, scanner.edits);
  const body = text.trim();
  const shift = text.length - text.trimStart().length;
  return { body, headings: headings.map((offset) => offset - shift), links: scanner.links };
}

class Scanner {
  readonly edits: Edit[] = [];
  readonly links: Link[] = [];
  readonly #source: string;
  readonly #html: HtmlScanner;
  readonly #lines: LineMarkScanner;
  readonly #emphasis: EmphasisPairs;
  /** Offsets of '[' that may open a link, and whether a '!' stands before. */
  #brackets: number[] = [];
  /** End of the bare web address that the scan is in: no emphasis there. */
  #urlEnd = 0;
  /** For a length of a run of backticks: up to where there is known to be no equal run. */
  readonly #noTicks = new Map<number, number>();

  constructor(source: string) {
    this.#source = source;
    this.#html = new HtmlScanner(source);
    this.#lines = new LineMarkScanner(source);
    this.#emphasis = new EmphasisPairs(source, this.edits);
  }

  scan(): void {
    const source = this.#source;
    let at = this.#startLine(0);
    while (at < source.length) {
      switch (source[at]) {
        case '\n':
          at = this.#startLine(at + 1);
          break;
        case '&':
          at = this.#entity(at);
          break;
        case '<':
          at = this.#tag(at);
          break;
        case '\\':
          at = this.#escape(at);
          break;
        case '`':
          at = this.#code(at);
          break;
        case '*':
        case '_':
        case '~':
          at = at < this.#urlEnd ? at + 1 : this.#emphasis.run(at);
          break;
        case '[':
          this.#brackets.push(at);
          at++;
          break;
        case ']':
          at = this.#closeBracket(at);
          break;
        case 'h':
          at = this.#url(at);
          break;
        default:
          at++;
      }
    }
  }

  #startLine(start: number): number {
    const marks = this.#lines.scan(start);
    this.edits.push(...marks.edits);
    if (marks.startsBlock) {
      this.#emphasis.reset();
      this.#brackets = [];
    }
    return marks.end;
  }

  #entity(at: number): number {
    ENTITY.lastIndex = at;
    const entity = ENTITY.exec(this.#source)?.[0];
    if (!entity) return at + 1;
    const text = decodeHTMLStrict(entity);
    const end = at + entity.length;
    if (text !== entity) this.edits.push({ kind: 'replace', start: at, end, text });
    return end;
  }

  #tag(at: number): number {
    const markup = this.#html.scan(at);
    if (!markup) return at + 1;
    this.edits.push(...markup.edits);
    if (markup.target !== undefined) this.links.push({ target: markup.target, offset: at });
    return markup.edits.length > 1 ? at + 1 : markup.end;
  }

  #escape(at: number): number {
    if (!ESCAPABLE.has(this.#source[at + 1] ?? '')) return at + 1;
    this.edits.push(removal(at, at + 1));
    return at + 2;
  }

  #code(at: number): number {
    const source = this.#source;
    let end = at;
    while (source[end] === '`') end++;
    const length = end - at;
    if ((this.#noTicks.get(length) ?? -1) > at) return end;
    for (let i = end; i < source.length; i++) {
      if (source[i] === '\n' && source[i + 1] === '\n') {
        this.#noTicks.set(length, i);
        return end;
      }
      if (source[i] !== '`') continue;
      let close = i;
      while (source[close] === '`') close++;
      if (close - i === length) {
        this.edits.push(removal(at, end), removal(i, close));
        return close;
      }
      i = close - 1;
    }
    this.#noTicks.set(length, source.length);
    return end;
  }

  #url(at: number): number {
    if (at < this.#urlEnd || !this.#source.startsWith('http', at)) return at + 1;
    BARE_URL.lastIndex = at;
    const url = BARE_URL.exec(this.#source)?.[0];
    if (!url) return at + 1;
    let end = at + url.length;
    while (/[*_~.,;:!?]/.test(this.#source[end - 1] ?? '')) end--;
    this.#urlEnd = Math.max(this.#urlEnd, end);
    return at + 4;
  }

  #closeBracket(at: number): number {
    const open = this.#brackets.pop();
    if (open === undefined || this.#source[at + 1] !== '(') return at + 1;
    LINK_TARGET.lastIndex = at + 1;
    let match = LINK_TARGET.exec(this.#source);
    let end = LINK_TARGET.lastIndex;
    if (!match) {
      BROKEN_TARGET.lastIndex = at + 1;
      match = BROKEN_TARGET.exec(this.#source);
      end = BROKEN_TARGET.lastIndex;
      if (!match) return at + 1;
    }
    const image = this.#source[open - 1] === '!';
    this.edits.push(removal(image ? open - 1 : open, open + 1), removal(at, end));
    this.links.push({ target: (match[1] ?? match[2] ?? '').trim(), offset: open });
    return end;
  }
}
