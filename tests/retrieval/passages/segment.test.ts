import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadFolder } from '../../../src/retrieval/corpus/load-folder.ts';
import { parseArticle } from '../../../src/retrieval/corpus/parse-article.ts';
import { HARD_LENGTH, segmentArticle, TARGET_LENGTH } from '../../../src/retrieval/passages/segment.ts';
import { anyText } from '../../any-text.ts';
import { article } from '../corpus/parse.ts';

const SENTENCE = 'The delegation walked along the river and saw the flood meadows of the city. ';
const paragraph = (sentences: number) => SENTENCE.repeat(sentences).trim();
const passagesOf = (text: string) => segmentArticle(article(text));
const textsOf = (text: string) => passagesOf(text).map((passage) => passage.text);

describe('segmentArticle', () => {
  it('keeps a short article in one passage, without the lines that repeat the front matter', () => {
    const [passage, ...others] = passagesOf('Categorized as News\n\nOne came. Two came.\n\nThree left.');
    expect(others).toEqual([]);
    expect(passage).toMatchObject({ index: 0, heading: null, text: 'One came. Two came.\nThree left.' });
    expect(passage?.sentences.map(({ at, block, kind }) => [at, block, kind])).toEqual([
      [0, 1, 'paragraph'],
      [10, 1, 'paragraph'],
      [20, 2, 'paragraph'],
    ]);
  });

  it('divides a long paragraph between sentences', () => {
    const texts = textsOf(paragraph(20));
    expect(texts.length).toBeGreaterThan(2);
    for (const text of texts) {
      expect(text.length).toBeLessThanOrEqual(TARGET_LENGTH);
      expect(text).toMatch(/^The delegation.*city\.$/s);
    }
  });

  it('begins a passage at a heading once the one before is long enough', () => {
    const passages = passagesOf(
      `${paragraph(5)}\n\nNext steps\n\n${paragraph(2)}\n\nMore\n\n${paragraph(1)}`,
    );
    expect(passages.map(({ heading }) => heading)).toEqual([null, 'Next steps']);
    expect(passages[1]?.text).toMatch(/^Next steps\nThe delegation .*\nMore\nThe delegation .*$/s);
  });

  it('names the heading of the section that a passage begins in', () => {
    const passages = passagesOf(`Next steps\n\n${paragraph(20)}`);
    expect(new Set(passages.map(({ heading }) => heading))).toEqual(new Set(['Next steps']));
  });

  it('never ends with a heading or lead-in', () => {
    for (let sentences = 1; sentences < 16; sentences++) {
      const list = 'It included:\n\n• A walk along the river\n• A talk with the mayor';
      for (const text of textsOf(`${paragraph(sentences)}\n\nNext steps\n\n${list}\n\n${paragraph(4)}`)) {
        expect(text).not.toMatch(/(?:Next steps|It included:)$/);
      }
    }
  });

  it('repeats the lead-in where a list goes on', () => {
    const items = Array.from(
      { length: 30 },
      (_, i) => `  • Item ${i + 1} about a river, its meadows and its gauges`,
    );
    const passages = passagesOf(`${paragraph(1)}\n\nThe programme included:\n\n${items.join('\n')}`);
    expect(passages.length).toBeGreaterThan(1);
    for (const passage of passages.slice(1)) {
      expect(passage.text).toMatch(/^The programme included:\nItem/);
      expect(passage.sentences[0]?.start).toBeLessThan(passage.start);
      expect(passage.sentences[1]?.start).toBe(passage.start);
    }
  });

  it('repeats the header row where a table goes on', () => {
    const rows = Array.from(
      { length: 30 },
      (_, i) => `| ${i + 1} | A river and its meadows | ${i}00 euros |`,
    );
    const [, second] = passagesOf(`| Lot | Theme | Grant |\n|---|---|---|\n${rows.join('\n')}`);
    expect(second?.text).toMatch(/^Lot \| Theme \| Grant\n\d+ \| A river/);
  });

  it('does not divide a list that can be ended soon', () => {
    const list = '• A walk along the river\n• A talk with the mayor\n• A lecture';
    expect(textsOf(`${paragraph(6)}\n\nIt included:\n\n${list}`).at(-1)).toMatch(
      /It included:\nA walk.*\nA talk.*\nA lecture$/,
    );
  });

  it('joins a short remnant to the passage before', () => {
    expect(textsOf(`${paragraph(7)}\n\nThe end is near.`)).toHaveLength(1);
  });

  it('takes an item or row for one unit, but a very long item for its sentences', () => {
    const short = passagesOf(
      'Tips:\n- Draw it. Bills with pictures were paid sooner.\n- Read it out. Aloud.',
    );
    expect(short[0]?.sentences).toHaveLength(3);
    const long = passagesOf(`Tips:\n- ${paragraph(6)}\n- Read it out. Aloud.`);
    expect(
      long.flatMap(({ sentences }) => sentences).filter(({ kind }) => kind === 'item').length,
    ).toBeGreaterThan(6);
  });

  it('cuts a sentence that is longer than a passage, at clauses or blanks', () => {
    const clauses = `${'along the river and over the bridge to the other bank, '.repeat(40)}home.`;
    for (const text of textsOf(clauses).slice(0, -1)) expect(text).toMatch(/bank,$/);
    for (const text of textsOf('x'.repeat(5000))) expect(text.length).toBeLessThanOrEqual(HARD_LENGTH);
  });

  it('keeps dates and names of the seed articles whole', async () => {
    const { articles } = await loadFolder('data/articles');
    const units = articles.flatMap((seed) =>
      segmentArticle(seed).flatMap(({ sentences }) =>
        sentences.map(({ start, end }) => seed.body.slice(start, end)),
      ),
    );
    expect(units).toContainEqual(
      expect.stringMatching(/^From Oct\. 22 to 29, A high-level delegation.*Ljubljana Urban Region\.$/),
    );
    expect(units).toContainEqual(
      expect.stringMatching(/^The visit to the Jožef Stefan Institute highlighted.*initiatives\.$/),
    );
    expect(units).toContain('The key activities in Chongqing included:');
    for (const unit of units) expect(unit).toMatch(/^[A-Z].*(?:[.:]|Growth|Transition)$/s);
  });
});

describe('any article', () => {
  const piece = fc.constantFrom(
    '• An item',
    '- Another:',
    '  - deeper',
    '1. One',
    '2. Two',
    '| x | y |',
    '|---|---|',
    '# Heading',
    'Short line',
    paragraph(3),
    'A sentence. “Two. Three,” said Ana.',
    'Venue: Turku',
    '09:00 Welcome',
    '',
    '',
    '---',
    `• ${paragraph(9)}`,
    'word '.repeat(300),
    '😀'.repeat(500),
  );
  const text = fc.oneof(
    anyText({ maxLength: 2000 }),
    fc.array(piece, { maxLength: 40 }).map((lines) => lines.join('\n')),
  );

  it('is covered, with every unit equal to its slice of the body', () => {
    fc.assert(
      fc.property(text, (raw) => {
        const { article: parsed } = parseArticle('a.md', raw);
        if (!parsed) return;
        const passages = segmentArticle(parsed);
        const covered = new Uint8Array(parsed.body.length);
        passages.forEach((passage, i) => {
          expect(passage.index).toBe(i);
          expect(passage.text.length).toBeLessThanOrEqual(HARD_LENGTH);
          let end = 0;
          passage.sentences.forEach((unit, k) => {
            const shown = parsed.body.slice(unit.start, unit.end);
            expect(passage.text.slice(unit.at, unit.at + unit.end - unit.start)).toBe(shown);
            expect(shown).not.toBe('');
            expect(unit.at).toBe(k === 0 ? 0 : end + 1);
            expect(unit.kind).toBe(parsed.blocks[unit.block]?.kind);
            end = unit.at + shown.length;
            covered.fill(1, unit.start, unit.end);
          });
          expect(passage.text).toHaveLength(end);
          expect(passage.sentences.some(({ start }) => start === passage.start)).toBe(true);
          expect(passage.sentences.at(-1)?.end).toBe(passage.end);
        });
        for (const block of parsed.blocks) {
          if (block.kind === 'meta') continue;
          for (let at = block.start; at < block.end; at++) {
            expect(covered[at] === 1 || /\s/.test(parsed.body[at] ?? '')).toBe(true);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
