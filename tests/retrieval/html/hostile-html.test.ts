import { describe, expect, it } from 'vitest';
import { fragmentToMarkdown, fragmentToText } from '../../../src/retrieval/html/fragment-to-markdown.ts';
import { HtmlProblem, withinLimits } from '../../../src/retrieval/html/html-problem.ts';
import { readChosenPage, readPage } from '../../../src/retrieval/html/read-page.ts';
import { withoutShortcodes } from '../../../src/retrieval/html/shortcodes.ts';

const TEXT = `<p>${'The delegation visited the city and met the mayor, to speak about water. '.repeat(5)}</p>`;

describe('a page of 1,000 levels is refused', () => {
  const deep = `${'<div>'.repeat(1000)}${TEXT}${'</div>'.repeat(1000)}`;
  it.each([
    ['in the open', deep],
    ['after a comment that has ended already', `<!-->${deep}-->`],
    ['in a template', `<template>${deep}</template>`],
    ['in a noscript', `<noscript>${deep}</noscript>`],
    ['after a script that ends in capitals', `<script></SCRIPT>${deep}</script>`],
    ['of elements whose end may be left out', '<p><td>'.repeat(500)],
    ['after a closing tag of something else', `<br></b></i>${deep}`],
    ['in a drawing', `<svg>${deep}</svg>`],
  ])('%s', (_, html) => {
    for (const read of [fragmentToMarkdown, fragmentToText, readPage, readChosenPage]) {
      expect(() => read(`${TEXT}${html}`)).toThrow(/more than 250 levels deep/);
      expect(() => read(`<html><body>${TEXT}${html}</body></html>`)).toThrow(/more than 250 levels deep/);
    }
  });
});

describe('tags that make no level', () => {
  it.each([
    ['in a comment', `<!-- ${'<div>'.repeat(1000)} -->`],
    ['in a script', `<script>"${'<div>'.repeat(1000)}"</script>`],
    ['of elements that the next one ends', '<li>a'.repeat(500) + '<p>b'.repeat(500)],
    ['of elements without content', '<br><img>'.repeat(500)],
  ])('%s are no reason to refuse a page', (_, html) => {
    expect(fragmentToMarkdown(`${TEXT}${html}`)).toContain('The delegation visited the city');
  });
});

it('counts an element that a stray end tag makes', () => {
  expect(() => fragmentToMarkdown('</p>'.repeat(30_001))).toThrow(/more than 30,000 elements/);
});

it('takes a page that ends the stack for a broken one, and other errors for what they are', () => {
  const endless = (): number => endless() + 1;
  expect(() => withinLimits(endless)).toThrow(HtmlProblem);
  const fault = new TypeError('A fault.');
  expect(() =>
    withinLimits(() => {
      throw fault;
    }),
  ).toThrow(fault);
});

/** Work of quadratic time needs minutes for these, and runs into the test's time limit. */
const LENGTH = 400_000;

describe('white space without end', () => {
  const blanks = { blanks: ' ', 'no-break spaces': '\u00a0', entities: '&nbsp;', mixtures: '\u00a0 ' };
  const cases = Object.entries(blanks).flatMap(([name, blank]) => {
    const long = `a${blank.repeat(LENGTH / blank.length)}b`;
    return [
      [name, 'a paragraph', `<p>${long}</p>`, 'a b'],
      [name, 'a heading', `<h2>${long}</h2>`, '## a b'],
      [name, 'a bold line', `<p><b>${long}</b></p>`, '**a b**'],
      [name, 'preformatted text', `<pre>${long}</pre>`, 'a b'],
      [name, 'a cell', `<table><tr><td>${long}</td><td>c</td></tr></table>`, '| a b | c |'],
    ] as const;
  });
  it.each(cases)('of %s is one blank in %s', (_name, _place, html, markdown) => {
    expect(fragmentToMarkdown(html)).toBe(markdown);
  });

  it('is cut where it is divided between elements', () => {
    const pieces = `<i>${'\u00a0'.repeat(60)}</i>`.repeat(LENGTH / 60);
    expect(fragmentToMarkdown(`<h2>a${pieces}b</h2>`)).toMatch(/^## a\s{1,63}b$/);
  });

  it('ends a line of preformatted text that it ends', () => {
    expect(fragmentToMarkdown(`<pre>a${' '.repeat(100)}\n${' '.repeat(100)}b</pre>`)).toBe('a\nb');
  });

  it('is what it was where it is an indentation', () => {
    expect(fragmentToMarkdown(`<pre>a\n${' '.repeat(40)}b</pre>`)).toBe(`a\n${' '.repeat(40)}b`);
  });
});

it.each(['[gallery ', '[gallery a="b" ', '[vc_row a=', '[gallery "', '[vc_'])(
  'leaves %j again and again as it is, in linear time',
  (piece) => {
    const text = piece.repeat(3_000_000 / piece.length);
    expect(withoutShortcodes(text)).toBe(text);
  },
);
