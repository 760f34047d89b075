import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Run } from '../../../src/bots/chat/reply-view.ts';
import { runsText } from '../../../src/bots/chat/runs.ts';
import { shortenLine, shortenRuns, shortenText } from '../../../src/bots/chat/shorten.ts';

const SMALLEST_BUDGET = 20;
const escapedLength = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').length;

const runs = fc.array(
  fc.record<Run>({
    text: fc.string({
      unit: fc.constantFrom('a', ' ', '. ', 'B', '&', '<', '👩‍👩‍👧', '\n', 'é'),
      maxLength: 60,
    }),
    highlighted: fc.boolean(),
  }),
);

describe('shortenRuns', () => {
  it('never exceeds its budget, whatever the measure', () => {
    fc.assert(
      fc.property(runs, fc.integer({ min: SMALLEST_BUDGET, max: 200 }), (given, budget) => {
        expect(escapedLength(runsText(shortenRuns(given, budget, escapedLength)))).toBeLessThanOrEqual(
          budget,
        );
      }),
    );
  });

  it('keeps a stretch of the text, marked where something is missing, and splits no character', () => {
    fc.assert(
      fc.property(runs, fc.integer({ min: SMALLEST_BUDGET, max: 200 }), (given, budget) => {
        const shortened = runsText(shortenRuns(given, budget));
        expect(runsText(given)).toContain(shortened.replace(/^… /, '').replace(/ …$/, ''));
        expect(shortened).not.toMatch(/\p{Cs}/u);
      }),
    );
  });

  it('cuts at a sentence border though a surrogate pair stands at the edge of what it looks at', () => {
    const given = [{ text: 'They met. Then😀they left for home.', highlighted: false }];
    expect(runsText(shortenRuns(given, 18))).toBe('They met. …');
  });

  it('splits no character before an answer of nothing but white space', () => {
    const given = [
      { text: '👩‍👩‍👧aaa ', highlighted: false },
      { text: ' ', highlighted: true },
    ];
    expect(runsText(shortenRuns(given, 11))).not.toMatch(/\p{Cs}/u);
  });

  it('leaves what fits as it is', () => {
    const given = [{ text: 'A quote.', highlighted: true }];
    expect(shortenRuns(given, 8)).toEqual(given);
  });

  it('cuts at sentence borders around the words that answer', () => {
    const given = [
      { text: 'One sentence here. Another one there. On ', highlighted: false },
      { text: 'Monday', highlighted: true },
      { text: ' they met. Then they left. And so on.', highlighted: false },
    ];
    expect(runsText(shortenRuns(given, 50))).toBe('… On Monday they met. Then they left. And so on.');
    expect(runsText(shortenRuns(given, 30))).toBe('… On Monday they met. …');
  });

  it('begins a sentence that is too long with the words that answer', () => {
    const given = [
      { text: 'word '.repeat(50), highlighted: false },
      { text: 'the answer', highlighted: true },
      { text: ' word'.repeat(50), highlighted: false },
    ];
    expect(runsText(shortenRuns(given, 30))).toBe('… the answer word word word …');
  });
});

describe('shortenText', () => {
  it('cuts a text at the last sentence that fits', () => {
    expect(shortenText('First one. Second one. Third one.', 28)).toBe('First one. Second one. …');
  });
});

describe('shortenLine', () => {
  it('cuts between words', () => {
    expect(shortenLine('Which partners met in December?', 16)).toBe('Which partners…');
    expect(shortenLine(`IURC ${'城'.repeat(60)}`, 20)).toBe(`IURC ${'城'.repeat(14)}…`);
  });

  it('never exceeds its budget', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 40 }), (line, budget) => {
        expect(shortenLine(line, budget).length).toBeLessThanOrEqual(budget);
      }),
    );
  });
});
