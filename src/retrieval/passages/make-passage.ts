import type { Article } from '../corpus/article.ts';
import type { Passage, Sentence } from './passage.ts';
import type { Unit } from './units.ts';

/**
 * The passage of an article that is made of given units.
 * @param units at least one, in the order in which they are read
 * @param repeatsLeadIn whether the first unit is the lead-in or header row of a list that began in an earlier passage
 */
export function makePassage(
  article: Article,
  index: number,
  units: readonly Unit[],
  repeatsLeadIn: boolean,
): Passage {
  const { body, blocks } = article;
  const start = units[repeatsLeadIn ? 1 : 0]?.start ?? 0;
  const end = units.at(-1)?.end ?? start;
  const sentences: Sentence[] = [];
  let text = '';
  for (const unit of units) {
    const previous = sentences.at(-1);
    if (previous) text += previous.block === unit.block ? ' ' : '\n';
    sentences.push({ ...unit, at: text.length });
    text += body.slice(unit.start, unit.end);
  }
  const heading = blocks.findLast((block) => block.kind === 'heading' && block.start <= start);
  return {
    article,
    index,
    heading: heading ? body.slice(heading.start, heading.end) : null,
    sentences,
    text,
    start,
    end,
  };
}
