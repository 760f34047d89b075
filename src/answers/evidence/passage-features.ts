import type { RetrievedPassage } from '../../retrieval/retriever.ts';
import type { Question } from '../question/question.ts';
import { roleAgreement } from '../question/semantic-roles.ts';
import type { Features } from '../ranking/utility.ts';
import { matchesType } from './answer-type-marks.ts';
import { agreementOf, publicationAgreement } from './date-evidence.ts';
import type { KnownTexts } from './known-texts.ts';
import { coverage } from './term-coverage.ts';

/**
 * What is known of each passage before it is read, in order; numbers of order 1. They stand in the literature of learning to
 * rank (Liu, "Learning to Rank for Information Retrieval", 2009): the searches' scores, and how much of the question the
 * passage covers, with its article around it.
 *
 * @param found all passages found for the question
 */
export function passageFeatures(
  question: Question,
  found: readonly RetrievedPassage[],
  texts: KnownTexts,
): Features[] {
  const { terms, lastTerms, dates } = question;
  const names = terms.filter((term) => term.isName);
  const idfMass = terms.reduce((sum, term) => sum + term.idf, 0);
  const highestBm25 = Math.max(Number.MIN_VALUE, ...found.map((one) => one.bm25));

  return found.map((one) => {
    const { passage, bm25, cosine, sentenceCosines } = one;
    const { article } = passage;
    const inTitle = texts.termsOf(article, () => article.title);
    const inPassage = texts.termsOf(passage, () => passage.text);
    const inHeading = passage.heading === null ? new Set<string>() : texts.terms(passage.heading);
    const inArticle = texts.termsOf(article.blocks, () => `${article.title}\n${article.body}`);
    const [best = 0, second = 0] = sentenceCosines.toSorted((a, b) => b - a);
    return {
      score: one.score,
      bm25: bm25 / highestBm25,
      bm25Absolute: idfMass === 0 ? 0 : Math.min(1, bm25 / (2 * idfMass)),
      passageCosine: cosine,
      bestSentenceCosine: best,
      secondSentenceCosine: second,
      coverageText: coverage(terms, inPassage),
      coverageLast: coverage(lastTerms, inPassage, inTitle, inHeading),
      coveragePassage: coverage(terms, inPassage, inTitle),
      coverageArticle: coverage(terms, inArticle),
      namesText: names.length === 0 ? 1 : coverage(names, inPassage),
      namesPassage: names.length === 0 ? 1 : coverage(names, inPassage, inTitle),
      namesArticle: names.length === 0 ? 1 : coverage(names, inArticle),
      datePassage: agreementOf(dates, one.dates.flat()),
      datePublished: publicationAgreement(dates, article.published),
      typePassage: matchesType(
        question.type,
        passage.text,
        one.dates.some((day) => day.length > 0),
      )
        ? 1
        : 0,
      rolesPassage: roleAgreement(question.roles, () => texts.roles.inPassage(passage)),
      isFirstPassage: passage.index === 0 ? 1 : 0,
      passageLength: Math.min(1, passage.text.length / 1000),
      sameArticle: question.previousArticleIds.includes(article.id) ? 1 : 0,
    };
  });
}
