import { afterEach, describe, expect, it, vi } from 'vitest';
import { dayOf, instantOf } from '../../../src/retrieval/html/day-of.ts';
import { fragmentToMarkdown } from '../../../src/retrieval/html/fragment-to-markdown.ts';
import { readPage } from '../../../src/retrieval/html/read-page.ts';

describe('fragmentToMarkdown', () => {
  it.each([
    ['paragraphs and breaks', '<p>One<br>two</p><div>Three</div>', 'One\ntwo\n\nThree'],
    ['headings', '<h2>Who <em>came</em> #1</h2><p>x</p>', '## Who came #1\n\nx'],
    ['lists in lists', '<ul><li>A<ul><li>B</li></ul></li><li><p>C</p></li></ul>', '- A\n  - B\n- C'],
    ['numbers', '<ol start="3"><li>C</li><li>D</li></ol>', '3. C\n4. D'],
    ['a bold line as what it stands for', '<p><strong>Founding members</strong></p>', '**Founding members**'],
    ['bold words as words', '<p>The <b>big</b> one</p>', 'The big one'],
    [
      'tables',
      '<table><caption>Who</caption><tr><th>City</th><th>Land</th></tr><tr><td>Bari</td><td>a | b<br>c</td></tr></table>',
      'Who\n\n| City | Land |\n| --- | --- |\n| Bari | a \\| b c |',
    ],
    [
      'tables for layout as their text',
      '<table><tr><td><p>A</p></td></tr><tr><td><h2>B</h2></td></tr></table>',
      'A\n\nB',
    ],
    [
      'captions, not pictures',
      '<figure><img src="a" alt="b"><figcaption>In Bari</figcaption></figure>',
      'In Bari',
    ],
    ['links as their text', '<p>See <a href="https://a.eu/x_(y)">the <i>page</i></a>.</p>', 'See the page.'],
    ['entities', '<p>R&amp;D&nbsp;&ndash; 5&lt;6 &#128512;</p>', 'R&D\u00a0– 5\\<6 😀'],
    [
      'nothing of programs, forms, menus and buttons',
      '<p>A</p><script>x()</script><style>b{}</style><form><label>Mail</label></form><nav>Home</nav><button>Go</button><div class="sharedaddy">Tweet</div><p hidden>No</p>',
      'A',
    ],
    [
      'no shortcodes, but brackets',
      '<p>[gallery ids="1,2"]</p><p>[vc_row][vc_column width=”1/2″]In[/vc_column][/vc_row] [sic] [2024] [one two]</p>',
      'In \\[sic\\] \\[2024\\] \\[one two\\]',
    ],
  ])('writes %s', (_, html, markdown) => {
    expect(fragmentToMarkdown(html)).toBe(markdown);
  });
});

describe('readPage', () => {
  const text =
    'The forum took place in Bari with sixty cities, and the partners agreed on a plan for clean water. ';
  const page = (head: string, body = `<article><p>${text.repeat(3)}</p></article>`) =>
    readPage(`<!doctype html><html><head><title>T | Site</title>${head}</head><body>${body}</body></html>`);

  it('believes JSON-LD first, also in a graph', () => {
    const data = {
      '@graph': [
        { '@type': 'WebPage', datePublished: '2000-01-01' },
        {
          '@type': ['NewsArticle'],
          headline: 'R&amp;D in Bari',
          datePublished: '2024-03-01T23:30:00-05:00',
          dateModified: '2024-03-02T10:00:00Z',
          articleSection: ['News', 'Events'],
        },
      ],
    };
    const head = `<script type="application/ld+json">{broken</script>
      <script type="application/ld+json">${JSON.stringify(data)}</script>
      <meta property="article:published_time" content="2001-01-01">`;
    expect(page(head)).toMatchObject({
      title: 'R&D in Bari',
      categories: ['News', 'Events'],
      published: '2024-03-01',
      modified: '2024-03-02T10:00:00Z',
    });
  });

  it('takes <meta>, then what the page shows', () => {
    const meta =
      '<meta property="article:published_time" content="2024-03-01"><meta property="og:title" content="O">';
    expect(page(meta)).toMatchObject({ title: 'O', published: '2024-03-01' });
    const shown = `<article><h1>Shown &amp; said</h1><time datetime="2024-04-05T10:00">5 April</time><p>${text.repeat(3)}</p></article>`;
    expect(page('', shown)).toMatchObject({ title: 'Shown & said', published: '2024-04-05', categories: [] });
    expect(page('')).toMatchObject({ title: 'T | Site', published: null, modified: null });
  });

  it('refuses a page that lists articles', () => {
    const list = '<script type="application/ld+json">{"@type":"CollectionPage"}</script>';
    expect(() => page(list)).toThrow('The page lists articles and is none itself.');
  });
});

describe('dayOf', () => {
  it.each([
    ['2024-03-01', '2024-03-01'],
    ['2024-03-01T23:59:00-11:00', '2024-03-01'],
    ['2024-03-01 10:00:00', '2024-03-01'],
    ['Fri, 01 Mar 2024 23:30:00 -0500', '2024-03-01'],
    ['1 March 2024', '2024-03-01'],
    ['2024-02-30', null],
    ['30 Feb 2024', null],
    ['1709251200', null],
    ['soon', null],
    ['', null],
  ])('takes %j for %j', (date, day) => {
    expect(dayOf(date)).toBe(day);
  });
});

describe.each([
  ['UTC', 0],
  ['Asia/Tokyo', -540],
  ['America/New_York', 300],
])('on a machine in the zone %s', (zone, offset) => {
  afterEach(() => void vi.unstubAllEnvs());

  it.each([
    ['November 14, 2023', '2023-11-14', '2023-11-14T00:00:00Z'],
    ['2023/11/14', '2023-11-14', '2023-11-14T00:00:00Z'],
    ['Nov 14, 2023 10:00 PM', '2023-11-14', '2023-11-14T22:00:00Z'],
    ['2023-11-14 10:00 PM', '2023-11-14', '2023-11-14T22:00:00Z'],
    ['Tue Nov 14 2023 23:00:00 GMT-0500 (EST)', '2023-11-14', '2023-11-15T04:00:00Z'],
    ['2023/11/14 01:00:00 +0900', '2023-11-14', '2023-11-13T16:00:00Z'],
    ['Nov 14, 2023 10:00 AM EST', '2023-11-14', '2023-11-14T15:00:00Z'],
  ])('%j is the day as it is written, and an instant in UTC where it names no zone', (date, day, instant) => {
    vi.stubEnv('TZ', zone);
    expect(new Date('2023-11-14').getTimezoneOffset()).toBe(offset);
    expect(dayOf(date)).toBe(day);
    expect(instantOf(date)).toBe(instant);
  });
});

describe('instantOf', () => {
  it.each([
    ['2024-03-01T10:00:00+02:00', '2024-03-01T08:00:00Z'],
    ['2024-03-01T10:00:00', '2024-03-01T10:00:00Z'],
    ['0000-00-00T00:00:00', null],
    ['never', null],
  ])('takes %j for %j', (date, instant) => {
    expect(instantOf(date)).toBe(instant);
  });
});
