import type { Answer, Citation, Source } from '../answers/answer.ts';
import { formatDay } from '../retrieval/dates/format.ts';
import { colours, safeText, wrap } from './terminal-text.ts';

export interface RenderOptions {
  readonly colour: boolean;
  /** Columns of the terminal. */
  readonly width: number;
}

/** An answer for a person at a terminal: the quotes, the words that answer set off, and the sources under them. */
export function renderAnswer(answer: Answer, { colour, width }: RenderOptions): string {
  const c = colours(colour);
  if (answer.status === 'abstained') {
    const pointers = answer.nearest.map((source) => `  ${c.dim(sourceLine(source))}`);
    const lead = pointers.length > 0 ? [`${c.dim('The nearest articles:')}`, ...pointers] : [];
    return [c.yellow(answer.answer), ...lead].join('\n');
  }
  const sources = new Map<string, { number: number; citation: Citation }>();
  for (const citation of answer.citations) {
    if (!sources.has(citation.articleId)) {
      sources.set(citation.articleId, { number: sources.size + 1, citation });
    }
  }
  const quotes = answer.citations.map((citation, i) => {
    // The rows of a table stand together under one mark.
    const goesOn = answer.citations[i + 1]?.articleId === citation.articleId;
    const mark = goesOn ? '' : ` ${c.cyan(`[${sources.get(citation.articleId)?.number}]`)}`;
    return wrap(`${setOff(citation, c)}${mark}`, width, '  ');
  });
  const list = [...sources.values()].map(({ number, citation }) => {
    const link = citation.link ?? citation.url;
    return [
      `${c.cyan(`[${number}]`)} ${c.bold(sourceLine(citation))}`,
      ...(citation.corrects === null ? [] : [`    ${correctionNote(citation.corrects)}`]),
      ...(link === null ? [] : [`    ${c.dim(safeText(link))}`]),
    ].join('\n');
  });
  return [...quotes, '', ...list, c.dim(`    confidence ${Math.round(100 * answer.confidence)} %`)].join(
    '\n',
  );
}

/** 'Title · category · 14 Nov 2023'. */
export function sourceLine({ title, category, published }: Source): string {
  return [title, category, published && formatDay(published)]
    .filter((part) => part !== null && part !== '')
    .map((part) => safeText(part as string))
    .join(' · ');
}

/** Says that an earlier version is not quoted: 'the corrected version of “Title” (10 May 2022)'. */
function correctionNote({ title, published }: Source): string {
  const day = published === null ? '' : ` (${formatDay(published)})`;
  return `the corrected version of “${safeText(title)}”${day}`;
}

function setOff({ quote, highlights }: Citation, c: ReturnType<typeof colours>): string {
  let result = '';
  let at = 0;
  for (const { start, end } of highlights) {
    result += safeText(quote.slice(at, start));
    // Each line is set off by itself, so that wrapping and indents stay plain.
    result += safeText(quote.slice(start, end))
      .split(/(\s+)/u)
      .map((part) => (part.trim() === '' ? part : c.bold(c.green(part))))
      .join('');
    at = end;
  }
  return result + safeText(quote.slice(at));
}
