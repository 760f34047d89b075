import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseArticle } from '../../../src/retrieval/corpus/parse-article.ts';
import { anyText } from '../../any-text.ts';
import { parse } from './parse.ts';

describe('front matter', () => {
  it('is read as text, whatever YAML would make of it', () => {
    const article = parse(
      '---\nid: 007\ntitle: 2023\ncategory: no\npublished: 2023-11-14\nurl: https://x.org/\n---\nText.',
    );
    expect(article).toMatchObject({
      id: '007',
      title: '2023',
      category: 'no',
      published: '2023-11-14',
      url: 'https://x.org/',
    });
    expect(article.body).toBe('Text.');
  });

  it('may lack every field', () => {
    expect(parse('---\ncategory:\nurl: null\n---\nText.', 'news/forum.md')).toMatchObject({
      id: 'news/forum',
      title: 'Text.',
      category: null,
      url: null,
      published: null,
    });
  });

  it('may be missing altogether', () => {
    expect(parse('Text.', 'forum.md')).toMatchObject({ id: 'forum', body: 'Text.', title: 'Text.' });
  });

  it('is shown as the reader sees it', () => {
    expect(parse('---\ntitle: "Waste &amp; *Water*"\ncategory: R&amp;D\n---\nText.')).toMatchObject({
      title: 'Waste & Water',
      category: 'R&D',
    });
  });

  it('takes a day with a time', () => {
    expect(parse('---\npublished: 2023-11-14T23:30:00+02:00\n---\nText.').published).toBe('2023-11-14');
  });

  it('tolerates Windows line ends', () => {
    expect(parse('---\r\nid: a\r\n---\r\n\r\nOne.\r\n\r\nTwo.\r\n')).toMatchObject({
      id: 'a',
      body: 'One.\n\nTwo.',
    });
  });

  it('is no rule at the top of a text', () => {
    expect(parse('---\n\nText below a rule.').body).toBe('---\n\nText below a rule.');
  });
});

describe('problems', () => {
  const problemsOf = (text: string) => parseArticle('a.md', text);

  it.each([
    ['bad YAML', '---\nid: a\ntitle: "open\nurl: b\n---\nText.', 3, /YAML/],
    ['a colon in a bare title', '---\nid: a\ntitle: Forum: the end\n---\nText.', 3, /YAML/],
    ['a field that stands twice', '---\nid: a\nid: b\n---\nText.', 3, /YAML/],
    ['a front matter that is not closed', '---\nid: a\ntitle: b\n\nText.', 1, /not closed/],
    ['a list as front matter', '---\n- a\n- b\n---\nText.', 2, /no fields/],
    ['a day that is none', '---\nid: a\npublished: 2023-02-29\n---\nText.', 3, /'2023-02-29' is no day/],
    [
      'a day in another form',
      '---\npublished: 14 November 2023\n---\nText.',
      2,
      /'14 November 2023' is no day/,
    ],
    [
      'an address of another kind',
      '---\nurl: ftp://x.org/a\n---\nText.',
      2,
      /'ftp:\/\/x.org\/a' is no web address/,
    ],
    ['an address without a scheme', '---\nid: a\nurl: www.x.org\n---\nText.', 3, /no web address/],
    ['an address without a host', '---\nurl: "https://"\n---\nText.', 2, /no web address/],
    ['an address with a blank', '---\nurl: https://x.org/a b\n---\nText.', 2, /no web address/],
    ['a title that is a list', '---\ntitle: [a, b]\n---\nText.', 2, /'title' must be text/],
    ['an alias bomb', '---\na: &a [x]\nb: [*a, *a]\ntitle: *a\n---\nText.', 3, /aliases/],
    ['a front matter nested without end', `---\na: ${'['.repeat(50_000)}\n---\nText.`, 2, /YAML/],
    ['an empty file', ' \n\n', null, /empty/],
    ['a front matter without a text', '---\nid: a\n---\n\n', null, /no text/],
    ['nothing but markup', '<!-- later -->\n<p></p>', null, /no text/],
  ])('leave the article out and are reported with line and remedy: %s', (_, text, line, problem) => {
    const { article, problems } = problemsOf(text);
    expect(article).toBeNull();
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({
      file: 'a.md',
      line,
      severity: 'error',
      problem: expect.stringMatching(problem),
    });
    expect(problems[0]?.remedy).not.toBe('');
  });

  it('are all reported at once', () => {
    const { problems } = problemsOf('---\nurl: x\npublished: y\n---\nText.');
    expect(problems.map(({ line }) => line)).toEqual([2, 3]);
  });

  it('warn of a broken link in the text, with its line, and keep the article', () => {
    const text =
      '---\nid: a\n---\n\nGood [a](https://x.org), [b](/b), [c](#c), [d](mailto:d@x.org).\nBad [e](htp://x.org), [f]().\n<a href="https//x.org">g</a>';
    const { article, problems } = problemsOf(text);
    expect(article?.body).toBe('Good a, b, c, d.\nBad e, f.\ng');
    expect(problems.map(({ line, severity }) => [line, severity])).toEqual([
      [6, 'warning'],
      [6, 'warning'],
      [7, 'warning'],
    ]);
    expect(problems[0]?.problem).toContain(`'htp://x.org'`);
  });
});

describe('title and category from the text', () => {
  it('are the first two lines of a plain text, which stay in the body but are meta', () => {
    const raw = 'Delegation Visits Turku\n\nCategorized as News from China\n\nThey came.\n';
    const article = parse(raw, 'visit.txt');
    expect(article).toMatchObject({
      id: 'visit',
      title: 'Delegation Visits Turku',
      category: 'News from China',
    });
    expect(article.body).toBe(raw.trim());
    expect(article.blocks.map(({ kind }) => kind)).toEqual(['meta', 'meta', 'paragraph']);
  });

  it('are the first heading of a Markdown text', () => {
    const article = parse('An opening.\n\n# The *Forum*\n\nText.');
    expect(article.title).toBe('The Forum');
    expect(article.blocks.map(({ kind }) => kind)).toEqual(['paragraph', 'heading', 'paragraph']);
  });

  it('do not swallow a first line that is a paragraph', () => {
    const first = `They came ${'from far away '.repeat(20)}and left.`;
    const article = parse(`${first}\n\nText.`);
    expect(article.title.length).toBeLessThanOrEqual(161);
    expect(article.title).toMatch(/^They came .*…$/);
    expect(article.blocks[0]?.kind).toBe('paragraph');
  });

  it('leave a single line as text', () => {
    expect(parse('Only one line').blocks.map(({ kind }) => kind)).toEqual(['paragraph']);
  });
});

describe('any text', () => {
  const line = fc.constantFrom(
    '• a',
    '  - b:',
    '1. c',
    '2. d',
    '| x | y |',
    '|---|---|',
    '# H',
    'Short',
    'A sentence.',
    'Key: v',
    '09:00 z',
    '',
    '---',
    '> q',
    '“A.” B',
    '(a) t',
  );
  const text = fc.oneof(
    anyText({ maxLength: 300 }),
    fc.array(line, { maxLength: 30 }).map((lines) => lines.join('\n')),
  );

  it('crashes nothing, and its blocks are in order, trimmed, and lead in backwards', () => {
    fc.assert(
      fc.property(text, (raw) => {
        const { article, problems } = parseArticle('a.txt', raw);
        if (!article) {
          expect(problems.length).toBeGreaterThan(0);
          return;
        }
        let at = 0;
        article.blocks.forEach((block, i) => {
          expect(block.start).toBeGreaterThanOrEqual(at);
          expect(block.end).toBeGreaterThan(block.start);
          at = block.end;
          const shown = article.body.slice(block.start, block.end);
          expect(shown).toBe(shown.trim());
          if (block.leadIn !== null) expect(block.leadIn).toBeLessThan(i);
        });
        expect(at).toBeLessThanOrEqual(article.body.length);
      }),
      { numRuns: 1000 },
    );
  });
});
