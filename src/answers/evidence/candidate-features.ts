import type { AnswerParts } from '../answer-parts.ts';
import type { Question } from '../question/question.ts';
import { roleAgreement } from '../question/semantic-roles.ts';
import type { Features } from '../ranking/utility.ts';
import { matchesType } from './answer-type-marks.ts';
import type { Candidate, Reading } from './candidate.ts';
import { agreementOf } from './date-evidence.ts';
import type { KnownTexts } from './known-texts.ts';
import { coverage } from './term-coverage.ts';

/** Logits are brought to the order of 1. */
const LOGIT_SCALE = 10;

/** What a sentence that was not read counts as, as log-odds: the reader had no reason to go on to it. */
const UNREAD_LOG_ODDS = -2;

/** 'The guests' were named before: a sentence that names them answers better. */
const POINTS_BACK = /^(?:the|this|that|these|those|both|all|they|it|he|she|his|her|their)\b/iu;

/**
 * What is known of each candidate, in order: of its passage, and of itself. The names are those of `data/models/ranking.json`;
 * each stands in the literature of answer sentence selection (Yih et al., ACL 2013; Severyn and Moschitti, SIGIR 2015) or reading
 * comprehension (Rajpurkar et al., "Know What You Don't Know", ACL 2018).
 */
export function candidateFeatures(
  question: Question,
  candidates: readonly Candidate[],
  texts: KnownTexts,
  { context }: AnswerParts,
): Features[] {
  const names = question.terms.filter((term) => term.isName);
  const idfMass = question.terms.reduce((sum, term) => sum + term.idf, 0);
  const unknownMass = question.terms.reduce((sum, term) => sum + (term.isKnown ? 0 : term.idf), 0);
  const odds = candidates.map((c) => (c.reading ? Math.exp(Math.min(c.reading.logOdds, 30)) : 0));
  const allOdds = odds.reduce((sum, o) => sum + o, 1);
  const highest = Math.max(...candidates.map((c) => c.found.utility));

  return candidates.map((candidate, i) => {
    const { found, rank, sentence, text, reading } = candidate;
    const { passage, dates, features: ofPassage } = found;
    const own = texts.terms(text);
    const inTitle = texts.termsOf(passage.article, () => passage.article.title);
    const inHeading = passage.heading === null ? new Set<string>() : texts.terms(passage.heading);
    const previous = sentence === null || sentence === 0 ? '' : sentenceText(candidate, sentence - 1);
    const next = sentence === null ? '' : sentenceText(candidate, sentence + 1);
    const near = [own, inTitle, inHeading, texts.terms(previous), texts.terms(next)];
    const ownDates = sentence === null ? [] : (dates[sentence] ?? []);
    const dateSentence = agreementOf(question.dates, ownDates);
    const unit = sentence === null ? null : passage.sentences[sentence];
    const span = reading ? text.slice(reading.span.start, reading.span.end) : '';
    return {
      ...ofPassage,
      rank: 1 / (1 + rank),
      utility: found.utility - highest,
      logOdds: clip((reading?.logOdds ?? UNREAD_LOG_ODDS) / LOGIT_SCALE),
      readerShare: (odds[i] as number) / allOdds,
      hasReading: reading ? 1 : 0,
      sentenceCosine: sentence === null ? found.cosine : (found.sentenceCosines[sentence] ?? 0),
      coverageSentence: coverage(question.lastTerms, own),
      coverageNear: context ? coverage(question.terms, ...near) : coverage(question.terms, own),
      namesSentence: names.length === 0 ? 1 : coverage(names, own),
      hasNames: names.length === 0 ? 0 : 1,
      unknown: idfMass === 0 ? 1 : unknownMass / idfMass,
      hasDates: question.dates.length > 0 ? 1 : 0,
      dateSentence,
      dateConflict: isConflict(dateSentence, ofPassage) ? 1 : 0,
      rolesSentence: roleAgreement(question.roles, () => texts.roles.inSentence(passage, sentence)),
      typeSentence: matchesType(question.type, text, ownDates.length > 0) ? 1 : 0,
      pointsBack: question.type === 'person' && POINTS_BACK.test(span) ? 1 : 0,
      typeSpan: reading && matchesType(question.type, span, namesDay(candidate, reading)) ? 1 : 0,
      isItem: unit?.kind === 'item' ? 1 : 0,
      isRow: unit?.kind === 'row' ? 1 : 0,
      isHeading: unit?.kind === 'heading' ? 1 : 0,
      isTitle: sentence === null ? 1 : 0,
      isFirst: sentence === 0 && passage.index === 0 ? 1 : 0,
      length: Math.min(1, text.length / 400),
      isFollowUp: question.previousArticleIds.length > 0 ? 1 : 0,
    };
  });
}

/** Other days than those asked for: in the sentence, or around it. */
function isConflict(dateSentence: number, { datePassage = 0, datePublished = 0 }: Features): boolean {
  return dateSentence < 0 || (datePassage <= 0 && datePublished < 0);
}

/** Whether the span that was read names a day. */
function namesDay({ found, sentence }: Candidate, { span }: Reading): boolean {
  if (sentence === null) return false;
  const start = found.passage.sentences[sentence]?.start ?? 0;
  return (found.dates[sentence] ?? []).some(
    (mention) => mention.start < start + span.end && mention.end > start + span.start,
  );
}

function sentenceText({ found: { passage } }: Candidate, index: number): string {
  const sentence = passage.sentences[index];
  return sentence ? passage.article.body.slice(sentence.start, sentence.end) : '';
}

function clip(value: number): number {
  return Math.max(-3, Math.min(3, value));
}
