import type { IsoDay } from '../corpus/article.ts';
import type { DateMention, DayRange } from './day-range.ts';
import { mayHoldDate, parseDates } from './grammar/parse.ts';
import { ArticleClock } from './resolve/article-clock.ts';
import { type Placed, resolveExpression } from './resolve/resolve-expression.ts';

/** A sentence's place in the body. Offsets are UTF-16. */
interface SentencePlace {
  readonly start: number;
  readonly end: number;
}

/**
 * The date expressions of an article, sentence by sentence, with the days they mean. 'On the following day' in one
 * sentence counts from what the sentences before it mentioned. An expression whose days cannot be told is left out, as
 * is every date without a year where neither `published` nor the text gives one.
 * @param sentences in the order of the text
 * @param anchor days that were mentioned before the text begins
 * @returns for each sentence its mentions, in order, with UTF-16 offsets in `body`
 */
export function resolveDates(
  sentences: readonly SentencePlace[],
  body: string,
  published: IsoDay | null,
  anchor: DayRange | null = null,
): DateMention[][] {
  const clock = new ArticleClock(published, anchor);
  return sentences.map(({ start, end }, index) => {
    const text = body.slice(start, end);
    if (!mayHoldDate(text)) return [];
    clock.sentence = index;
    const { tokens, found } = parseDates(text, 'prose');
    const mentions: DateMention[] = [];
    let before: Placed | null = null;
    for (const expression of found) {
      const resolved = resolveExpression(expression, tokens, clock, before);
      if (resolved === null) continue;
      before = { range: resolved.closed, nextToken: expression.nextToken };
      mentions.push({ start: start + expression.start, end: start + expression.end, range: resolved.range });
    }
    return mentions;
  });
}
