import { describe, expect, it } from 'vitest';
import { parseArticle } from '../../../src/retrieval/corpus/parse-article.ts';
import { segmentArticle } from '../../../src/retrieval/passages/segment.ts';

/** A parser of quadratic time needs hours for these, and runs into the test's time limit. */
const LENGTH = 100_000;

describe('a large text of nothing but', () => {
  it.each([
    ...'(*[]<&`~>#|-_"“«.!\\ \n\taé'.split(''),
    '😀',
    '- ',
    '> ',
    '*a ',
    '**a',
    'a* ',
    '1. ',
    '1.\n',
    '- a\n',
    '  - a\n',
    '|a|b|\n',
    'a\n',
    'a\n\n',
    '# a\n',
    '# a #  ',
    '<!--',
    '<script>',
    '<b',
    '<li>',
    '<td>',
    '<a href="',
    '![',
    '](',
    '[a](b',
    '[a](b "',
    '(a. ',
    '“a. ',
    'p.m. ',
    'at 5 p.m. A',
    'May. A',
    '&amp;',
    'http://',
    'http://a_',
    '``` \n',
    '`a``b',
    '~~~\n',
    'Aa: b\n',
    '9:00 a\n',
    '(a) b\n',
    '.) A',
    '<a@b.',
    '\u00a0',
    'Lot B. The ',
    'x\n---\n',
    '---\n',
  ])('%j is parsed and divided', (piece) => {
    const { article, problems } = parseArticle('a.md', `Text.\n\n${piece.repeat(LENGTH / piece.length)}`);
    if (article) expect(segmentArticle(article).length).toBeGreaterThan(0);
    else expect(problems).not.toEqual([]);
  });
});

it('a line that all but separates a table’s header from its rows is parsed', () => {
  const { article } = parseArticle('a.md', `Text.\n\n|-|${'-'.repeat(4 * LENGTH)}x|\n|a|b|\n`);
  expect(article?.body).toContain('--x|');
});
