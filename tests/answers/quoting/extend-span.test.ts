import { describe, expect, it } from 'vitest';
import { extendSpan } from '../../../src/answers/quoting/extend-span.ts';

const extended = (text: string, span: string, type: 'person' | 'count' = 'person') => {
  const start = text.indexOf(span);
  const found = extendSpan({ start, end: start + span.length }, text, type);
  return text.slice(found.start, found.end);
};

describe('extendSpan', () => {
  it.each([
    [
      'In May, a large delegation from the Ministry of Water (MoW) and cities of Narva, Kohila and Rapla, visited us.',
      'a large delegation',
      'a large delegation from the Ministry of Water (MoW) and cities of Narva, Kohila and Rapla',
    ],
    ['They met nine engineers from Narva in the hall.', 'nine engineers', 'nine engineers from Narva'],
  ])('adds the name that belongs to a general word in “%s”', (text, span, whole) => {
    expect(extended(text, span)).toBe(whole);
  });

  it('leaves a name, a word without one, and other questions alone', () => {
    expect(extended('It was led by Ana Kask from Narva.', 'Ana Kask')).toBe('Ana Kask');
    expect(extended('It was led by nobody in particular.', 'nobody')).toBe('nobody');
    expect(extended('They met nine engineers from Narva.', 'nine engineers', 'count')).toBe('nine engineers');
  });
});
