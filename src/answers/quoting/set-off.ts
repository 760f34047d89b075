import { foldName } from '../../retrieval/text/analyser.ts';
import { words } from '../../retrieval/text/words.ts';
import type { Span } from '../answer.ts';
import type { Reading } from '../evidence/candidate.ts';
import type { Question } from '../question/question.ts';
import { extendSpan } from './extend-span.ts';

/** How much better a span that repeats a name of the question has to be, in logits, to be set off all the same. */
const REPETITION = 4;

/**
 * The words of a sentence to set off. 'Who visited Ljubljana?' does not ask for Ljubljana: a span that goes on to a name of the
 * question gives way to one that does not.
 */
export function setOff({ span, others }: Reading, text: string, question: Question): Span {
  const { type, terms } = question;
  const best = extendSpan(span, text, type);
  if (type !== 'person') return best;
  const names = new Set(terms.filter(({ isName }) => isName).map(({ folded }) => folded));
  const repeats = ({ start, end }: Span) =>
    words(text.slice(start, end)).some((word) => names.has(foldName(word.text)));
  if (!repeats(best)) return best;
  const other = others
    .filter(({ lag }) => lag < REPETITION)
    .map((one) => extendSpan(one.span, text, type))
    .find((one) => !repeats(one));
  return other ?? best;
}
