import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { abstentionView, answerView, passagesView } from '../../../src/bots/chat/build-view.ts';
import { notice } from '../../../src/bots/chat/notices.ts';
import type { ReplyView } from '../../../src/bots/chat/reply-view.ts';
import { articlesMessage } from '../../../src/bots/discord/render/articles.ts';
import { renderPlain, renderReply } from '../../../src/bots/discord/render/message.ts';
import { HOSTILE_TEXTS } from '../conformance/hostile-texts.ts';
import { abstained, answered, citation, QUESTION } from '../fake-assistant.ts';
import { expectSound } from './sound.ts';

describe('whatever people and articles write', () => {
  const hostile = fc.oneof(
    fc.constantFrom(...HOSTILE_TEXTS.map(([, text]) => text)),
    fc.string({
      unit: fc.constantFrom(...'\\*_~`|>#+-()[]<@:/.! \n1aé…“👩‍👩‍👧\u202e\u0000\ud83d'),
      maxLength: 300,
    }),
    fc.string({ unit: 'grapheme', maxLength: 2_000 }),
    fc.constantFrom(
      '@everyone',
      '<@123456789012345678>',
      '<@&123456789012345678>',
      'x'.repeat(7_000),
      '_'.repeat(5_000),
    ),
  );
  const address = fc.oneof(
    fc.webUrl({ withFragments: true, withQueryParameters: true }),
    fc.constantFrom(
      null,
      'https://example.org/(a)_*b*',
      `https://example.org/#:~:text=${'%20'.repeat(300)}`,
      'javascript:1',
    ),
  );
  const quotes = fc.array(
    fc.record({
      quote: hostile,
      title: hostile,
      category: fc.option(hostile),
      link: address,
      id: fc.nat(30),
      start: fc.nat(50),
      length: fc.nat(80),
    }),
    { minLength: 1, maxLength: 30, size: 'max' },
  );
  const citations = quotes.map((some) =>
    some.map(({ quote, title, category, link, id, start, length }) =>
      citation({
        articleId: `a${id}`,
        quote: quote || 'x',
        title,
        category,
        link,
        url: link,
        highlights: [
          { start, end: start + length },
          { start: start + length + 3, end: start + 2 * length },
        ],
      }),
    ),
  );
  const views: fc.Arbitrary<ReplyView> = fc.oneof(
    fc
      .tuple(hostile, citations)
      .map(([question, some]) => answerView(answered(question, some), 'a'.repeat(12))),
    fc
      .tuple(
        hostile,
        hostile,
        citations,
        fc.array(hostile, { maxLength: 8, size: 'max' }),
        fc.constantFrom('greeting', 'off_topic'),
      )
      .map(([question, answer, nearest, examples, reason]) =>
        abstentionView(abstained(question, { answer, nearest, reason: reason as 'greeting' }), 'r', examples),
      ),
    citations.map((some) => passagesView('More from the articles:', some)),
    fc.array(hostile, { maxLength: 8, size: 'max' }).map((examples) => notice('help', '', examples)),
  );

  it('Discord takes the reply, nobody is notified, and nothing is formatted but by the bot', () => {
    fc.assert(
      fc.property(views, fc.boolean(), (view, showQuestion) =>
        expectSound(renderReply(view, { showQuestion })),
      ),
      { numRuns: 300 },
    );
  });

  it('the same holds for words alone', () => {
    fc.assert(
      fc.property(views, fc.boolean(), (view, withLink) => expectSound(renderPlain(view, withLink))),
      { numRuns: 100 },
    );
  });

  it('the same holds for the list of articles', () => {
    const summary = citations.map((articles) => ({
      articles,
      newest: null,
      problems: [],
      indexedAt: new Date(),
    }));
    fc.assert(
      fc.property(summary, fc.constantFrom('', 'x'), (known, search) =>
        expectSound(articlesMessage({ summary: () => known }, search)),
      ),
      { numRuns: 100 },
    );
  });
});

describe('where every part is as long as it may be', () => {
  const long = (length: number) => '_'.repeat(length);
  const source = (index: number, title: string) => {
    const url = `https://example.org/${index}/`.padEnd(420, 'a');
    return citation({ articleId: `a${index}`, title, quote: 'x'.repeat(3_000), url, link: url });
  };
  const sources = (count: number, title: string) =>
    Array.from({ length: count }, (_, index) => source(index, title));

  it('Discord takes the reply', () => {
    for (const title of ['x'.repeat(180), long(180)]) {
      for (let count = 1; count <= 8; count += 1) {
        const given = sources(count, title);
        const views = [
          answerView(answered(long(300), given), 'r'.repeat(36)),
          passagesView('More from the articles:', given),
          abstentionView(abstained(long(900), { answer: long(900), nearest: given }), 'r'.repeat(36), []),
        ];
        for (const view of views) expectSound(renderReply(view, { showQuestion: true }));
      }
    }
  });

  it('Discord takes many short quotes, of which it is said how many find no room', () => {
    for (let length = 1; length <= 300; length += 1) {
      const given = Array.from({ length: 40 }, (_, index) =>
        citation({ articleId: `a${index}`, title: 'x', quote: 'x'.repeat(length), link: null, url: null }),
      );
      expectSound(renderReply(answerView(answered(QUESTION, given), 'r'), { showQuestion: true }));
    }
  });

  it('Discord takes the examples, of which there may be any number', () => {
    const examples = Array.from({ length: 40 }, (_, index) => `${index}${long(300)}`);
    const greeting = abstained(long(900), {
      reason: 'greeting',
      answer: long(900),
      nearest: sources(3, long(180)),
    });
    for (const view of [notice('help', '', examples), abstentionView(greeting, 'r', examples)]) {
      expectSound(renderReply(view, { showQuestion: true }));
      for (const withLink of [true, false]) expectSound(renderPlain(view, withLink));
    }
  });

  it('Discord takes the list of articles, which says how many are not shown', () => {
    for (let length = 1; length <= 250; length += 1) {
      const articles = sources(20, 'x'.repeat(length));
      const message = articlesMessage(
        { summary: () => ({ articles, newest: null, problems: [], indexedAt: new Date() }) },
        '',
      );
      expectSound(message);
      const lines = message.embeds[0]?.description?.split('\n') ?? [];
      expect(lines.at(-1)).toBe(`*… and ${20 - (lines.length - 1)} more: narrow the search.*`);
    }
  });

  it('lists fifteen articles at most', () => {
    const articles = Array.from({ length: 20 }, (_, index) => citation({ articleId: `a${index}` }));
    const summary = () => ({ articles, newest: null, problems: [], indexedAt: new Date() });
    expect(articlesMessage({ summary }, '').embeds[0]?.description?.split('\n')).toHaveLength(16);
  });
});
