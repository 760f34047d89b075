import type { AnswerParts } from '../answer-parts.ts';
import type { AnswerType } from '../question/answer-type.ts';
import type { Question } from '../question/question.ts';
import type { Candidate } from './candidate.ts';
import { agreementOf, publicationAgreement } from './date-evidence.ts';
import { coverage, type TermSets } from './term-coverage.ts';

/**
 * What is known of a candidate, as numbers of order 1. The names are those of `ranking/model.json`; each stands in
 * the literature of answer sentence selection (Yih et al., ACL 2013; Severyn and Moschitti, SIGIR 2015) or reading
 * comprehension (Rajpurkar et al., "Know What You Don't Know", ACL 2018).
 */
export type Features = Readonly<Record<string, number>>;

/** Logits are brought to the order of 1. */
const LOGIT_SCALE = 10;

/** What a sentence that was not read counts as, in logits over 'no answer': the reader had no reason to go on to it. */
const UNREAD_MARGIN = -2;

const HAS_NUMBER =
  /\p{N}|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|thousand|half|third|quarter|once|twice|several|both|none|no)\b/iu;
const HAS_NAME = /(?<=\p{L}[\p{L}’']*[,;]?\s)\p{Lu}\p{L}/u;
const HAS_TIME = /\b(?:hours?|minutes?|seconds?|days?|weeks?|months?|years?|decades?|nights?)\b/iu;
const HAS_UNIT =
  /[%€$£¥]|\b(?:percent|per cent|euros?|dollars?|million|billion|km|kg|tonnes?|tons?|metres?|meters?|m|cm|mm|hectares?|litres?|degrees?|decibels?|kwh?|mw)\b/iu;
const HAS_REASON =
  /\b(?:because|since|as|due to|owing to|so that|in order to|after|for lack of|reason|therefore|thanks to|result of|caused|forced|could not|to \p{Ll}+)\b/iu;
/** 'The guests' were named before: a sentence that names them answers better. */
const POINTS_BACK = /^(?:the|this|that|these|those|both|all|they|it|he|she|his|her|their)\b/iu;
const HAS_PLACE = /\b(?:in|at|on|from|to|near|outside|inside|along|of) (?:the )?\p{Lu}/u;

/** Whether a text holds the kind of thing that is asked for; types without a mark of their own always match. */
function matchesType(type: AnswerType, text: string, namesDay: boolean): boolean {
  switch (type) {
    case 'date':
      return namesDay;
    case 'count':
      return HAS_NUMBER.test(text);
    case 'amount':
      return HAS_NUMBER.test(text) && (HAS_UNIT.test(text) || HAS_NUMBER.test(text));
    case 'duration':
      return HAS_NUMBER.test(text) && HAS_TIME.test(text);
    case 'person':
      return HAS_NAME.test(text) || /\p{Lu}/u.test(text.slice(1));
    case 'place':
      return HAS_PLACE.test(text) || HAS_NAME.test(text);
    case 'reason':
      return HAS_REASON.test(text);
    default:
      return true;
  }
}

/** The features of each candidate, in order. */
export function featuresOf(
  question: Question,
  candidates: readonly Candidate[],
  sets: TermSets,
  { context }: AnswerParts,
): Features[] {
  const names = question.terms.filter((term) => term.isName);
  const idfMass = question.terms.reduce((sum, term) => sum + term.idf, 0);
  const unknownMass = question.terms.reduce((sum, term) => sum + (term.isKnown ? 0 : term.idf), 0);
  const highestBm25 = Math.max(Number.MIN_VALUE, ...candidates.map((c) => c.found.bm25));
  const odds = candidates.map((c) => (c.reading ? Math.exp(Math.min(c.reading.margin, 30)) : 0));
  const allOdds = odds.reduce((sum, o) => sum + o, 1);
  const hasDates = question.dates.length > 0;

  return candidates.map((candidate, i) => {
    const { found, rank, sentence, text, reading } = candidate;
    const { passage, dates } = found;
    const { article } = passage;
    const own = sets.of(text);
    const inTitle = sets.remembered(article, () => article.title);
    const inHeading = passage.heading === null ? new Set<string>() : sets.of(passage.heading);
    const inPassage = sets.remembered(passage, () => passage.text);
    const inArticle = sets.remembered(article.blocks, () => `${article.title}\n${article.body}`);
    const previous = sentence === null || sentence === 0 ? '' : sentenceText(candidate, sentence - 1);
    const next = sentence === null ? '' : sentenceText(candidate, sentence + 1);
    const near = [own, inTitle, inHeading, sets.of(previous)];
    const ownDates = sentence === null ? [] : (dates[sentence] ?? []);
    const ofSentence = agreementOf(question.dates, ownDates);
    const ofPassage = agreementOf(question.dates, dates.flat());
    const published = publicationAgreement(question.dates, article.published);
    const unit = sentence === null ? null : passage.sentences[sentence];
    const cosine = sentence === null ? found.cosine : (found.sentenceCosines[sentence] ?? 0);
    const span = reading ? text.slice(reading.span.start, reading.span.end) : '';
    const spanDates = reading
      ? ownDates.filter(
          (mention) =>
            mention.start < (unit?.start ?? 0) + reading.span.end &&
            mention.end > (unit?.start ?? 0) + reading.span.start,
        )
      : [];
    return {
      margin: clip((reading?.margin ?? UNREAD_MARGIN) / LOGIT_SCALE),
      readerShare: (odds[i] as number) / allOdds,
      hasReading: reading ? 1 : 0,
      rank: 1 / (1 + rank),
      score: found.score,
      bm25: found.bm25 / highestBm25,
      bm25Absolute: idfMass === 0 ? 0 : Math.min(1, found.bm25 / (2 * idfMass)),
      passageCosine: found.cosine,
      sentenceCosine: cosine,
      coverageSentence: coverage(question.lastTerms, own),
      coverageNear: context
        ? coverage(question.terms, ...near, sets.of(next))
        : coverage(question.terms, own),
      coveragePassage: coverage(question.terms, inPassage, inTitle),
      coverageArticle: coverage(question.terms, inArticle),
      namesSentence: names.length === 0 ? 1 : coverage(names, own),
      namesPassage: names.length === 0 ? 1 : coverage(names, inPassage, inTitle),
      namesArticle: names.length === 0 ? 1 : coverage(names, inArticle),
      hasNames: names.length === 0 ? 0 : 1,
      unknown: idfMass === 0 ? 1 : unknownMass / idfMass,
      hasDates: hasDates ? 1 : 0,
      dateSentence: ofSentence,
      datePassage: ofPassage,
      datePublished: published,
      dateConflict: ofSentence < 0 || (ofPassage <= 0 && published < 0) ? 1 : 0,
      typeSentence: matchesType(question.type, text, ownDates.length > 0) ? 1 : 0,
      pointsBack: question.type === 'person' && POINTS_BACK.test(span) ? 1 : 0,
      typeSpan: reading && matchesType(question.type, span, spanDates.length > 0) ? 1 : 0,
      isItem: unit?.kind === 'item' ? 1 : 0,
      isRow: unit?.kind === 'row' ? 1 : 0,
      isHeading: unit?.kind === 'heading' ? 1 : 0,
      isTitle: sentence === null ? 1 : 0,
      isFirst: sentence === 0 && passage.index === 0 ? 1 : 0,
      length: Math.min(1, text.length / 400),
      sameArticle: question.previousArticleIds.includes(article.id) ? 1 : 0,
      isFollowUp: question.previousArticleIds.length > 0 ? 1 : 0,
    };
  });
}

function sentenceText({ found: { passage } }: Candidate, index: number): string {
  const sentence = passage.sentences[index];
  return sentence ? passage.article.body.slice(sentence.start, sentence.end) : '';
}

function clip(value: number): number {
  return Math.max(-3, Math.min(3, value));
}
