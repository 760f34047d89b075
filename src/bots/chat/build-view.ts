import type { Abstained, AbstentionReason, Answered, Citation, Source } from '../../answers/answer.ts';
import { dayLabel } from './day-label.ts';
import { cleanLine, cleanLines, cleanText } from './plain-text.ts';
import type {
  AbstentionView,
  AnswerView,
  ConfidenceBand,
  PassagesView,
  QuoteView,
  SourceView,
} from './reply-view.ts';
import { joinLines, runsText, splitRuns } from './runs.ts';

/** Lower edges of the bands. Confidence is a calibrated probability, so the edges are plain odds: 3 in 4, 1 in 2. */
export const BAND_EDGES = { high: 0.75, medium: 0.5 } as const;

/** Reasons that are small talk: no vote is asked for, and an overheard message gets no reply. */
const SMALL_TALK: ReadonlySet<AbstentionReason> = new Set([
  'empty',
  'greeting',
  'thanks',
  'about_me',
  'not_a_question',
]);

export function isSmallTalk(reason: AbstentionReason): boolean {
  return SMALL_TALK.has(reason);
}

/** Nearest articles under an abstention: a pointer, not a reading list. */
export const MAX_NEAREST = 3;
/** Passages shown by 'More' and 'Find': one screen. */
export const MAX_PASSAGES = 5;

/** An answer as every platform shows it. */
export function answerView(answer: Answered, replyId: string): AnswerView {
  const { quotes: citations, sources } = quotesAndSources(answer.citations);
  const quotes = joined(citations);
  const newest =
    answer.citations
      .map((citation) => citation.published ?? '')
      .sort()
      .at(-1) ?? null;
  return {
    kind: 'answer',
    replyId,
    question: cleanLine(answer.question),
    quotes,
    sources,
    confidence: band(answer.confidence),
    newest: dayLabel(newest),
    hasMore: answer.more.length > 0,
    plain: plainQuotes(quotes, sources),
  };
}

/** An abstention as every platform shows it; `examples` go to those who only said hello. */
export function abstentionView(
  answer: Abstained,
  replyId: string,
  examples: readonly string[],
): AbstentionView {
  const smallTalk = isSmallTalk(answer.reason);
  const nearest = answer.nearest
    .slice(0, MAX_NEAREST)
    .map((source, index) => sourceView(source, index + 1, source.url));
  const message = cleanText(answer.answer).trim() || 'The articles do not say.';
  const shown = smallTalk && answer.reason !== 'thanks' ? cleanLines(examples) : [];
  return {
    kind: 'abstention',
    replyId: smallTalk ? null : replyId,
    question: cleanLine(answer.question),
    reason: answer.reason,
    message,
    nearest,
    examples: shown,
    plain: [message, ...nearest.map((source) => source.label), ...shown].join('\n'),
  };
}

/** Passages without a judgement, under a heading. */
export function passagesView(heading: string, citations: readonly Citation[]): PassagesView {
  const { quotes, sources } = quotesAndSources(citations.slice(0, MAX_PASSAGES));
  return {
    kind: 'passages',
    heading,
    quotes,
    sources,
    plain: `${heading}\n${plainQuotes(quotes, sources)}`.trim(),
  };
}

function band(confidence: number): ConfidenceBand {
  if (confidence >= BAND_EDGES.high) return 'high';
  return confidence >= BAND_EDGES.medium ? 'medium' : 'low';
}

/** Quotes of one article share a number; the list's link opens the first of them. */
function quotesAndSources(citations: readonly Citation[]): { quotes: QuoteView[]; sources: SourceView[] } {
  const numbers = new Map<string, number>();
  const sources: SourceView[] = [];
  const quotes = citations.map((citation): QuoteView => {
    const link = citation.link ?? citation.url;
    const number = numbers.get(citation.articleId) ?? numbers.size + 1;
    if (!numbers.has(citation.articleId)) sources.push(citedView(citation, number, link));
    numbers.set(citation.articleId, number);
    return { number, runs: splitRuns(citation.quote, citation.highlights), link };
  });
  return { quotes, sources };
}

/** Quotes of one article that follow one another, as a table's header and rows do, as one, a line each. */
function joined(quotes: readonly QuoteView[]): QuoteView[] {
  const blocks: QuoteView[] = [];
  for (const quote of quotes) {
    const last = blocks.at(-1);
    if (last?.number === quote.number)
      blocks[blocks.length - 1] = { ...last, runs: joinLines(last.runs, quote.runs) };
    else blocks.push(quote);
  }
  return blocks;
}

/** A quoted article; where it corrects an earlier one the label begins with that, so that no shortening takes it off. */
function citedView(citation: Citation, number: number, link: string | null): SourceView {
  const view = sourceView(citation, number, link);
  return citation.corrects === null ? view : { ...view, label: `Corrected version: ${view.label}` };
}

/** An article in a list of sources. */
export function sourceView(source: Source, number: number, link: string | null): SourceView {
  const title = cleanLine(source.title) || 'Untitled article';
  const category = source.category === null ? null : cleanLine(source.category) || null;
  const published = dayLabel(source.published);
  const label = [title, category, published].filter((part) => part !== null).join(' · ');
  return { number, title, category, published, label, link };
}

function plainQuotes(quotes: readonly QuoteView[], sources: readonly SourceView[]): string {
  return [
    ...quotes.map((quote) => `“${runsText(quote.runs).trim()}” [${quote.number}]`),
    ...sources.map((source) => `[${source.number}] ${source.label}`),
  ].join('\n');
}
