import type { Corrections } from '../../retrieval/corpus/corrections.ts';
import { dayNumber } from '../../retrieval/dates/calendar.ts';
import { type DayRange, isBounded } from '../../retrieval/dates/day-range.ts';
import type { DaySpan } from '../../retrieval/day-span.ts';
import type { Retriever } from '../../retrieval/retriever.ts';
import type { AnswerParts } from '../answer-parts.ts';
import type { Question } from '../question/question.ts';
import type { Features, UtilityModel } from '../ranking/utility.ts';
import type { Reader } from '../reader/reader.ts';
import type { Stopwatch } from '../stage-timings.ts';
import type { Candidate } from './candidate.ts';
import { candidateFeatures } from './candidate-features.ts';
import type { KnownTexts } from './known-texts.ts';
import { type RankedPassage, rankPassages } from './rank-passages.ts';
import { readPassages } from './read-passages.ts';

/** Passages taken from the index. */
const PASSAGES_FOUND = 30;
/** Passages whose sentences may answer; more cost time and find little (docs/evaluation.md). */
const PASSAGES_WEIGHED = 8;

/** All that speaks for and against an answer. */
export interface Evidence {
  /** All that were found, best first. */
  readonly ranked: readonly RankedPassage[];
  /** The best of them, whose sentences are weighed. */
  readonly passages: readonly RankedPassage[];
  readonly candidates: readonly Candidate[];
  /** Of each candidate, in order. */
  readonly features: readonly Features[];
}

export interface Sources {
  readonly retriever: Retriever;
  /** Null: answers are chosen without reading. */
  readonly reader: Reader | null;
  readonly texts: KnownTexts;
  /** What a later article corrects is never quoted. */
  readonly corrections: Corrections;
  readonly parts: AnswerParts;
  readonly model: { readonly passages: UtilityModel };
}

/** Finds the passages that may answer a question, best first. */
export async function findPassages(
  question: Question,
  { retriever, texts, corrections, model }: Sources,
  signal?: AbortSignal,
): Promise<RankedPassage[]> {
  const { dates, window } = question;
  // A date without its year may be any year's.
  const asked = dates.flatMap((date) => (date.kind === 'absolute' ? [date.range] : []));
  const found = await retriever.retrieve({
    text: question.text,
    limit: PASSAGES_FOUND,
    without: corrections,
    ...(asked.length > 0 && { days: daysOf([...asked, window]) }),
    window: daysOf([window]),
    signal,
  });
  return rankPassages(question, found, texts, model.passages);
}

/** Finds passages for a question, reads them, and weighs their sentences. */
export async function gatherEvidence(
  question: Question,
  sources: Sources,
  signal?: AbortSignal,
  watch?: Stopwatch,
): Promise<Evidence> {
  const { reader, texts, parts } = sources;
  const ranked = await findPassages(question, sources, signal);
  const passages = ranked.slice(0, PASSAGES_WEIGHED);
  watch?.lap('retrieve');
  const candidates = (await readPassages(question, passages, reader, signal)).filter(isQuotable);
  watch?.lap('read');
  return { ranked, passages, candidates, features: candidateFeatures(question, candidates, texts, parts) };
}

/** The header row of a table and a line without a letter answer nothing by themselves. */
function isQuotable({ found, sentence, text }: Candidate): boolean {
  if (!/[\p{L}\p{N}]/u.test(text)) return false;
  if (sentence === null) return true;
  const unit = found.passage.sentences[sentence];
  const block = unit && found.passage.article.blocks[unit.block];
  return !(block?.kind === 'row' && block.leadIn === null);
}

/** The days of all ranges together, for the index; undefined when any will do. */
function daysOf(ranges: readonly DayRange[]): DaySpan | undefined {
  const bounded = ranges.filter(isBounded);
  if (bounded.length === 0) return undefined;
  return {
    from: Math.max(...bounded.map(({ from }) => (from === null ? Number.MIN_SAFE_INTEGER : dayNumber(from)))),
    to: Math.min(...bounded.map(({ to }) => (to === null ? Number.MAX_SAFE_INTEGER - 1 : dayNumber(to)))),
  };
}
