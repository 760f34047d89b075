import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { abstentionView, answerView, passagesView } from '../../../src/bots/chat/build-view.ts';
import { notice } from '../../../src/bots/chat/notices.ts';
import type { ReplyView } from '../../../src/bots/chat/reply-view.ts';
import { articlesMessage } from '../../../src/bots/discord/render/articles.ts';
import { readPress } from '../../../src/bots/discord/render/buttons.ts';
import {
  COLOURS,
  type DiscordMessage,
  renderPlain,
  renderReply,
} from '../../../src/bots/discord/render/message.ts';
import { HOSTILE_TEXTS } from '../conformance/hostile-texts.ts';
import {
  abstained,
  answered,
  citation,
  FakeAssistant,
  highlighted,
  QUESTION,
  WHO,
} from '../fake-assistant.ts';
import { checkMessage, type Json } from './fake/check-message.ts';
import { readMarkdown } from './fake/read-markdown.ts';
import { seeMessage, textsOf } from './fake/see-message.ts';
import type { PostedMessage } from './fake/state.ts';

/** As if Discord had taken it. */
function posted({ allowed_mentions, ...message }: DiscordMessage): PostedMessage {
  return {
    ...message,
    allowedMentions: allowed_mentions as unknown as Json,
    id: '1',
    channel: '2',
    ephemeral: false,
    direct: false,
    interaction: null,
    replyTo: '3',
  };
}

function expectSound(message: DiscordMessage): void {
  expect(checkMessage(message as unknown as Json)).toEqual([]);
  expect(seeMessage(posted(message)).pings).toEqual([]);
  expect(textsOf(message).flatMap((text) => readMarkdown(text).leaks)).toEqual([]);
}

describe('renderReply', () => {
  it('lays out an answer', () => {
    const view = answerView(
      answered(QUESTION, [highlighted(WHO), citation({ articleId: 'b', title: 'Another' })]),
      'r1',
    );
    expect(renderReply(view, { showQuestion: true })).toMatchSnapshot();
  });

  it('lays out an abstention', () => {
    expect(
      renderReply(abstentionView(abstained(QUESTION), 'r1', []), { showQuestion: true }),
    ).toMatchSnapshot();
  });

  it('lays out passages', () => {
    expect(renderReply(passagesView('More from the articles:', [citation()]))).toMatchSnapshot();
  });

  it('lays out a notice as plain content', () => {
    expect(renderReply(notice('help', '', [QUESTION]))).toMatchSnapshot();
  });

  it.each([
    [0.9, COLOURS.high],
    [0.6, COLOURS.medium],
    [0.3, COLOURS.low],
  ])('colours a confidence of %d', (confidence, colour) => {
    const view = answerView({ ...answered(QUESTION, [citation()]), confidence }, 'r1');
    expect(renderReply(view).embeds[0]?.color).toBe(colour);
  });

  it('asks for no vote on small talk', () => {
    const view = abstentionView(abstained('hello', { reason: 'greeting', nearest: [] }), 'r1', [QUESTION]);
    expect(renderReply(view).components).toEqual([]);
  });

  it('keeps a quote of several lines one quote, its bold words bold in each line', () => {
    const quote = 'First:\n- one\n\n- two';
    const view = answerView(
      answered(QUESTION, [citation({ quote, highlights: [{ start: 7, end: quote.length }] })]),
      'r',
    );
    const message = renderReply(view);
    expectSound(message);
    expect(seeMessage(posted(message)).bold).toEqual(['- one', '- two']);
    expect(message.embeds[0]?.description?.split('\n').every((line) => line.startsWith('>'))).toBe(true);
  });

  it('says how many passages found no room', () => {
    const many = Array.from({ length: 30 }, (_, index) =>
      citation({ articleId: `a${index}`, quote: 'Word. '.repeat(99) }),
    );
    const seen = seeMessage(posted(renderReply(answerView(answered(QUESTION, many), 'r'))));
    expect(seen.text).toMatch(/… and \d+ more passages\./);
  });
});

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
    { minLength: 1, maxLength: 30 },
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
        fc.array(hostile, { maxLength: 8 }),
        fc.constantFrom('greeting', 'off_topic'),
      )
      .map(([question, answer, nearest, examples, reason]) =>
        abstentionView(abstained(question, { answer, nearest, reason: reason as 'greeting' }), 'r', examples),
      ),
    citations.map((some) => passagesView('More from the articles:', some)),
    fc.array(hostile, { maxLength: 8 }).map((examples) => notice('help', '', examples)),
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
      fc.property(views, (view) => expectSound(renderPlain(view))),
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

describe('articlesMessage', () => {
  it('lists the newest first', () => {
    expect(articlesMessage(new FakeAssistant(), '').embeds[0]).toMatchSnapshot();
  });

  it('finds words of title and category, without accents and case', () => {
    expect(articlesMessage(new FakeAssistant(), 'LJUBLJANÁ news').embeds[0]?.title).toBe(
      '1 article found, the newest of 14 Nov 2023',
    );
  });

  it('says so when nothing matches', () => {
    expect(articlesMessage(new FakeAssistant(), 'zeppelin').embeds[0]).toMatchObject({
      title: '0 articles found',
      description: 'No title or category has these words. The texts are searched by /ask.',
    });
  });

  it('says so when there is nothing to list', () => {
    const summary = () => ({ articles: [], newest: null, problems: [], indexedAt: new Date() });
    expect(articlesMessage({ summary }, '').embeds[0]).toMatchObject({
      title: '0 articles',
      description: 'There are no articles.',
    });
  });
});

describe('readPress', () => {
  it.each(['', 'attache:share:r1', 'attache:up:', 'other:up:r1', 'attache:up:r 1'])(
    'knows nothing of %j',
    (id) => {
      expect(readPress(id)).toBeNull();
    },
  );
});
