import type { Article, BlockKind } from '../corpus/article.ts';
import { cutLong } from './cut-long.ts';
import { splitSentences } from './sentences.ts';

/** A sentence, item, row or heading before it is placed in a passage. */
export interface Unit {
  readonly start: number;
  readonly end: number;
  readonly block: number;
  readonly kind: BlockKind;
}

/**
 * An item is quoted whole, with all its sentences, up to this length; UTF-16 units. Above it, it is a
 * paragraph with a bullet, and its sentences are units of their own.
 */
const LONGEST_ITEM = 350;

/** Divides an article into units, in order. Blocks that only repeat the front matter are left out. */
export function unitsOf(article: Article, longest: number, language: string): Unit[] {
  const units: Unit[] = [];
  article.blocks.forEach(({ kind, start, end }, block) => {
    if (kind === 'meta') return;
    const text = article.body.slice(start, end);
    const whole = kind === 'row' || kind === 'heading' || (kind === 'item' && text.length <= LONGEST_ITEM);
    const spans = whole ? [{ start: 0, end: text.length }] : splitSentences(text, language);
    for (const span of spans) {
      for (const piece of cutLong(text, span, longest)) {
        units.push({ start: start + piece.start, end: start + piece.end, block, kind });
      }
    }
  });
  return units;
}
