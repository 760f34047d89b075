import { escapeText } from 'entities';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatArticle } from '../../../src/retrieval/corpus/format-article.ts';
import { parseArticle } from '../../../src/retrieval/corpus/parse-article.ts';
import { escapeMarkdown } from '../../../src/retrieval/html/escape-markdown.ts';
import { fragmentToMarkdown } from '../../../src/retrieval/html/fragment-to-markdown.ts';

/** Pieces that are markup in Markdown, HTML or YAML, and ordinary words between them. */
const PIECES =
  '* ** *** _ __ ~ ~~ ~~~ ` `` ``` [ ] ( ) ]( [a](b) < <b> </b> <!-- --> <3 > >> & &amp; &lt; &#42; &nbsp # ## #1 | || |a|b| \\ \\* \\\\ ! ![ --- === *** ... 1. 2) - + • – : ; " \' { } % @ a@b.eu <a@b.eu> http://a.eu/x_y_z https://b.eu/*c* snake_case AT&T C# word Łódź 北京 é 5*3*2 ~50 $ ^ = /'.split(
    ' ',
  );
const text = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.stringMatching(/^[ -~]{0,6}$/)), {
    minLength: 1,
    maxLength: 8,
  })
  .chain((pieces) => fc.constantFrom('', ' ').map((glue) => pieces.join(glue).replace(/\s+/g, ' ').trim()))
  .filter((line) => /\p{L}/u.test(line));

/** What stands around a text, with the text's words and no others. */
const WRAPPERS = [
  (inner: string) => `<p>${inner}</p>`,
  (inner: string) => `<div>${inner}</div>`,
  (inner: string) => `<p><strong>${inner}</strong></p>`,
  (inner: string) => `<p><b><em>${inner}</em></b></p>`,
  (inner: string) => `<p><span>${inner}</span></p>`,
  (inner: string) => `<h2>${inner}</h2>`,
  (inner: string) => `<h4><b>${inner}</b></h4>`,
  (inner: string) => `<blockquote><p>${inner}</p></blockquote>`,
  (inner: string) => `<figure><img src="a.jpg" alt="no words"><figcaption>${inner}</figcaption></figure>`,
  (inner: string) => `<pre>${inner}</pre>`,
  (inner: string) => `<p><code>${inner}</code><br>${inner}</p>`,
  (inner: string) => `<p>${inner}<a href="https://a.eu/(x)_*">${inner}</a>${inner}</p>`,
];
const block = fc.tuple(text, fc.constantFrom(...WRAPPERS)).map(([line, wrap]) => wrap(escapeText(line)));

/** All characters but white space, which HTML folds. */
const solid = (value: string) => value.replace(/\s+/g, '');

/** The text that a browser shows of such HTML. */
function shown(html: string): string {
  return solid(
    html
      .replace(/<[^>]*>/g, ' ')
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&nbsp;/g, ' ')
      .replace(/&amp;/g, '&'),
  );
}

function bodyOf(markdown: string): string {
  const { article, problems } = parseArticle(
    'a.md',
    formatArticle({ title: 'A title of its own' }, markdown),
  );
  if (!article) throw new Error(JSON.stringify(problems));
  return article.body;
}

describe('text in HTML', () => {
  it('comes back to the letter from the Markdown that is written for it', () => {
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 5 }), (blocks) => {
        const html = blocks.join('\n');
        expect(solid(bodyOf(fragmentToMarkdown(html)))).toBe(shown(html));
      }),
      { numRuns: 500 },
    );
  });

  it('comes back from lists and tables with nothing but marks between', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 2, maxLength: 6 }), (lines) => {
        const items = lines.map((line) => `<li>${escapeText(line)}</li>`).join('');
        const cells = lines.map((line) => `<td>${escapeText(line)}</td>`).join('');
        const list = bodyOf(fragmentToMarkdown(`<ul>${items}</ul>`));
        expect(solid(list)).toBe(lines.map((line) => `-${solid(line)}`).join(''));
        const table = bodyOf(fragmentToMarkdown(`<table><tr>${cells}</tr><tr>${cells}</tr></table>`));
        const row = `|${lines.map(solid).join('|')}|`;
        expect(solid(table)).toBe(row + row);
      }),
      { numRuns: 500 },
    );
  });

  it('comes back from a title in the front matter', () => {
    fc.assert(
      fc.property(text, (line) => {
        const file = formatArticle({ title: escapeMarkdown(line) }, 'Text of the article.');
        expect(parseArticle('a.md', file).article?.title).toBe(line);
      }),
      { numRuns: 500 },
    );
  });
});
