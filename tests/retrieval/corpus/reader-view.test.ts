import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readerView } from '../../../src/retrieval/corpus/markup/reader-view.ts';
import { anyText } from '../../any-text.ts';

const seen = (source: string) => readerView(source).body;

describe('plain text', () => {
  it.each([
    'Two  blanks, a no-break\u00a0space,\ta tab.\n\n\n  • A bullet, indented\n  • Another',
    'snake_case_names and __dunder__init, 2*3*4 = 24, 5 * 4 * 3, a*b, 10**3**2',
    'a < b and c > d, <3, <unknown>, <- arrow, x<y, 3 <4',
    'AT&T, R&D; Q&A &nothing; & so on &amp',
    'Price* of bread\n\n* without VAT\n* with salt',
    'See https://example.org/a_b_c/*x*/_y_?q=[1] and [1], [sic] (so).',
    'Price: $5 _ _ ~ ~~ ** __ ` ``',
    '1986. A good year.\n\n    Indented, but no code.\n\n- - -\n***',
    'C:\\temp\\new (path)',
    '#hashtag #1 in Europe ####### seven',
    '| A | B |\n|---|---|\n| 1 | 2 |',
    '“Quoted”, ‘single’, „German“, «French», – dash —',
    'Ein Satz.\u2028Zweiter Satz. \u200bZero width. 中文。 हिन्दी। 👩‍👩‍👧',
  ])('comes through to the letter: %j', (text) => {
    expect(seen(text)).toBe(text.trim());
  });

  it('comes through to the letter whatever it says', () => {
    const plain = anyText().map((text) => text.replace(/[<>&*_~`[\]#\\\r]/gu, ''));
    fc.assert(
      fc.property(plain, (text) => {
        expect(seen(text)).toBe(text.trim());
      }),
    );
  });
});

describe('HTML', () => {
  it('decodes entities, named and numbered, once', () => {
    expect(seen('Ume&aring; &amp; Malm&#246;: 402&nbsp;kg &#x2013; &bull; &euro;74 &amp;eacute;')).toBe(
      'Umeå & Malmö: 402\u00a0kg – • €74 &eacute;',
    );
  });

  it('does not take decoded characters for markup', () => {
    expect(seen('&lt;b&gt;bold&lt;/b&gt; &#42;x&#42; &#91;a](b)')).toBe('<b>bold</b> *x* [a](b)');
  });

  it('drops inline tags and keeps their text', () => {
    expect(
      seen('<b>Ana</b> met <i class="x">Bo</i> at 4,800 m<sup>2</sup> <a href="https://x.org">here</a>.'),
    ).toBe('Ana met Bo at 4,800 m2 here.');
  });

  it('sets paragraphs apart and breaks lines', () => {
    expect(seen('<p>One.</p><p>Two.<br>Three.<br/>\nFour.</p>')).toBe('One.\n\nTwo.\nThree.\nFour.');
  });

  it('shows list items with a bullet, each in its line', () => {
    expect(seen('Included:<ul>\n  <li>A walk</li>\n  <li> A talk </li>\n</ul>End.')).toMatch(
      /^Included:\n\n\s*• A walk\n\s*• A talk\s*\n\nEnd\.$/,
    );
  });

  it('shows table rows with their cells apart', () => {
    expect(
      seen('<table><tr><th>Lot</th><th>Theme</th></tr>\n<tr><td>A</td>\n<td>Water</td></tr></table>'),
    ).toBe('Lot | Theme\nA | Water');
  });

  it('leaves out comments, scripts and styles', () => {
    expect(seen('A<!-- hidden\n\nfor good -->B<script>let a = "<p>";</script>C<STYLE>p{}</STYLE >D')).toBe(
      'ABCD',
    );
  });

  it('leaves what only looks like a comment or script', () => {
    expect(seen('A <!-- not closed')).toBe('A <!-- not closed');
    expect(seen('A <script> not closed')).toBe('A <script> not closed');
  });

  it('shows an image as its alternative text', () => {
    expect(seen('<img src="a.png" alt="The R&ouml;ck"> and ![a *map*](b.png "t")')).toBe(
      'The Röck and a map',
    );
  });

  it('shows an autolink as the address', () => {
    expect(seen('<https://example.org/a_b> or <ana@example.org>')).toBe(
      'https://example.org/a_b or ana@example.org',
    );
  });
});

describe('Markdown', () => {
  it('drops emphasis marks', () => {
    expect(seen('**Ana** and *Bo*, __Cy__ and _Di_, ***Ed***, ~~Flo~~, `code_x` and **un**believable')).toBe(
      'Ana and Bo, Cy and Di, Ed, Flo, code_x and unbelievable',
    );
  });

  it('keeps emphasis marks that do not pair within a block', () => {
    expect(seen('An *open mark\n\nand a closed* one')).toBe('An *open mark\n\nand a closed* one');
  });

  it('drops marks that enclose others', () => {
    expect(seen('**The *big* one**, *a **b** c*')).toBe('The big one, a b c');
  });

  it('shows links as their text, with their targets listed', () => {
    const { body, links } = readerView('See [the **call**](https://x.org/a_(b) "Call") and [us](<#us>).');
    expect(body).toBe('See the call and us.');
    expect(links.map((link) => link.target)).toEqual(['https://x.org/a_(b)', '#us']);
  });

  it('lists an address with a blank in it as a link', () => {
    const { body, links } = readerView('See [the call](https://x.org/a b.html).');
    expect(body).toBe('See the call.');
    expect(links).toEqual([{ target: 'https://x.org/a b.html', offset: 4 }]);
  });

  it('drops the marks of headings and says where they are', () => {
    const { body, headings } = readerView(
      'Text.\n\n## Next steps ##\n\n**Bold heading**\n\n<h3>Third</h3>More **bold** text.',
    );
    expect(body).toBe('Text.\n\nNext steps\n\nBold heading\n\nThird\n\nMore bold text.');
    expect(headings.map((at) => /.*/.exec(body.slice(at))?.[0])).toEqual([
      'Next steps',
      'Bold heading',
      'Third',
    ]);
  });

  it('takes no bold sentence for a heading', () => {
    expect(readerView('**They met in Ljubljana on Friday.**').headings).toEqual([]);
  });

  it('drops quote marks at the starts of lines', () => {
    expect(seen('> One\n> > Two\n>\n> Three')).toBe('One\nTwo\n\nThree');
  });

  it('keeps fenced text as it stands', () => {
    expect(seen('Before\n\n```md\n**a** &amp; <b>\n```\n\nAfter')).toBe(
      'Before\n\n**a** &amp; <b>\n\n\nAfter',
    );
    expect(seen('```\nnot closed **a**')).toBe('```\nnot closed a');
  });

  it('drops the backslash before a mark', () => {
    expect(seen('5\\*4\\*3 and \\# and \\[a\\](b) but \\d')).toBe('5*4*3 and # and [a](b) but \\d');
  });
});

describe('any text', () => {
  it('yields a trimmed body with its headings inside', () => {
    const marks = fc.constantFrom(
      ...'*_`[]()<>&;#\\!|~-+. \n"/abpliħ😀'.split(''),
      '<b>',
      '</p>',
      '<!--',
      '](',
      '&amp;',
      '```\n',
    );
    const text = fc.oneof(
      anyText(),
      fc.array(marks).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (source) => {
        const { body, headings } = readerView(source.replace(/\r\n?/g, '\n'));
        expect(body).toBe(body.trim());
        for (const at of headings) expect(at).toBeLessThanOrEqual(body.length);
      }),
      { numRuns: 500 },
    );
  });
});
