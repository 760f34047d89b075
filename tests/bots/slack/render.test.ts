import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { abstentionView, answerView, passagesView } from '../../../src/bots/chat/build-view.ts';
import { notice } from '../../../src/bots/chat/notices.ts';
import { MAX_BLOCKS_JSON } from '../../../src/bots/slack/limits.ts';
import { homeView, suggestedPrompts } from '../../../src/bots/slack/render/home.ts';
import { renderReply } from '../../../src/bots/slack/render/message.ts';
import {
  abstained,
  answered,
  citation,
  FakeAssistant,
  highlighted,
  QUESTION,
  UNANSWERABLE,
  WHO,
} from '../fake-assistant.ts';
import { checkMessage, checkView } from './fake/check-message.ts';
import { seeMessage } from './fake/see-message.ts';

const words = fc.string({
  unit: fc.constantFrom(
    'word ',
    '. ',
    '"',
    '\\',
    '<!channel>',
    '&',
    '*',
    '\n',
    'é',
    '😀',
    '\u202e',
    '\u0007',
    'x'.repeat(300),
  ),
  maxLength: 120,
  size: 'max',
});
const url = fc.constantFrom(
  null,
  'https://example.org/a',
  `https://example.org/${'a'.repeat(4_000)}`,
  'not an address',
  'javascript:alert(1)',
  `https://example.org/${'b'.repeat(900)}#${'\\'.repeat(400)}`,
);
const citations = fc.array(
  fc
    .record({
      articleId: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
      title: words,
      category: fc.option(words),
      quote: words.filter((text) => text !== ''),
      link: url,
      url,
      highlights: fc.array(fc.record({ start: fc.nat(300), end: fc.nat(600) }), { maxLength: 40 }),
    })
    .map((fields) => citation(fields)),
  { minLength: 1, maxLength: 30, size: 'max' },
);

const seen = (message: { text: string; blocks: unknown }) =>
  seeMessage({ ...message, channel: 'C', ts: '1', thread: null, ephemeralFor: null, response: null });

describe('renderReply', () => {
  it('keeps within every limit and pings nobody, whatever articles and people wrote', () => {
    fc.assert(
      fc.property(words, citations, (question, given) => {
        const views = [
          answerView(answered(question, given), 'id'),
          abstentionView(abstained(question, { answer: question, nearest: given }), 'id', [question]),
          passagesView('More:', given),
          notice('help', '', [question]),
        ];
        for (const view of views) {
          const message = renderReply(view, { showQuestion: true, shareable: true, sharedBy: question });
          expect(checkMessage(message)).toEqual([]);
          expect(seen(message).pings).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('shows a table of ten rows whole, however long its links are', () => {
    const rows = ['Town | Votes', ...Array.from({ length: 10 }, (_, i) => `Town ${i} | ${i} votes`)];
    const table = rows.map((quote) =>
      citation({ quote, highlights: [], link: `https://a.example/${'x'.repeat(200)}` }),
    );
    const { text } = seen(renderReply(answerView(answered(QUESTION, table), 'r')));
    for (const quote of rows) expect(text).toContain(quote);
    expect(text).not.toMatch(/more passage/);
  });

  it('keeps within the limits where every part is as long as it may be, and each character is escaped', () => {
    const long = '"'.repeat(5_000);
    const given = Array.from({ length: 5 }, (_, index) =>
      citation({
        articleId: `${index}`,
        title: long,
        quote: long,
        highlights: Array.from({ length: 40 }, (_, at) => ({ start: 4 * at, end: 4 * at + 2 })),
        link: `https://example.org/${'a'.repeat(979)}`,
        url: `https://example.org/${'a'.repeat(979)}`,
      }),
    );
    const examples = Array.from({ length: 9 }, () => long);
    const views = [
      answerView({ ...answered(long, given), more: given }, 'r'.repeat(36)),
      abstentionView(
        abstained(long, { reason: 'greeting', answer: long, nearest: given }),
        'r'.repeat(36),
        examples,
      ),
      abstentionView(abstained(long, { answer: long, nearest: given }), 'r'.repeat(36), examples),
      passagesView('More:', given),
      notice('help', '', examples),
    ];
    for (const view of views) {
      const message = renderReply(view, { showQuestion: true, shareable: true, sharedBy: long });
      expect(checkMessage(message)).toEqual([]);
      expect(JSON.stringify(message.blocks).length).toBeLessThanOrEqual(MAX_BLOCKS_JSON);
    }
  });

  it('opens the article, if not at the quote, where the address is too long', () => {
    const link = `https://example.org/a#:~:text=${'b'.repeat(2_000)}`;
    const message = renderReply(answerView(answered(QUESTION, [citation({ link })]), 'r'));
    expect(JSON.stringify(message.blocks)).toContain('"url":"https://example.org/a"');
  });

  it('cuts the words for notifications between characters, never within an escape', () => {
    const quote = '&'.repeat(3_000);
    const { text } = renderReply(answerView(answered(QUESTION, [citation({ quote })]), 'r'));
    expect(text.length).toBeLessThanOrEqual(4_000);
    expect(text.replaceAll('&amp;', '')).not.toContain('&');
  });

  it('shows every quote of a usual answer in full', () => {
    const given = Array.from({ length: 3 }, (_, index) =>
      citation({ articleId: `${index}`, quote: 'A sentence. '.repeat(50) }),
    );
    const message = renderReply(answerView(answered(QUESTION, given), 'id'));
    expect(seen(message).text).not.toContain('…');
  });

  it('lays out an answer', () => {
    const more = [
      highlighted(WHO),
      citation({ quote: 'They met the partners.', articleId: 'b', title: 'Partners', category: null }),
    ];
    expect(renderReply(answerView(answered(QUESTION, more), 'reply-id'))).toMatchSnapshot();
  });

  it('lays out an answer to a slash command, which can be shared', () => {
    const view = answerView(answered(QUESTION, [highlighted(WHO)]), 'reply-id');
    expect(renderReply(view, { showQuestion: true, shareable: true })).toMatchSnapshot();
  });

  it('lays out a shared answer', () => {
    const view = answerView(answered(QUESTION, [highlighted(WHO)]), 'reply-id');
    expect(renderReply(view, { showQuestion: true, sharedBy: 'ana' })).toMatchSnapshot();
  });

  it('lays out an abstention', () => {
    expect(renderReply(abstentionView(abstained(UNANSWERABLE), 'reply-id', []))).toMatchSnapshot();
  });

  it('lays out a greeting', () => {
    const view = abstentionView(
      abstained('hello', { reason: 'greeting', answer: 'Hello!', nearest: [] }),
      'id',
      [QUESTION],
    );
    expect(renderReply(view)).toMatchSnapshot();
  });

  it('lays out a failure', () => {
    expect(renderReply(notice('failed', '7F3K-9QWM'))).toMatchSnapshot();
  });
});

describe('homeView', () => {
  it('tells what it knows and offers examples', () => {
    const assistant = new FakeAssistant();
    expect(homeView(assistant.summary(), assistant.exampleQuestions())).toMatchSnapshot();
  });

  it('keeps within the limits of a view where there are many examples, and long ones', () => {
    const examples = Array.from({ length: 40 }, (_, index) => `${index} ${'"'.repeat(5_000)}`);
    expect(checkView(homeView(new FakeAssistant().summary(), examples))).toEqual([]);
  });

  it('keeps within the limits of a view', () => {
    fc.assert(
      fc.property(fc.array(words, { maxLength: 40, size: 'max' }), (examples) => {
        const usable = examples.filter((question) => question.trim() !== '');
        expect(checkView(homeView(new FakeAssistant().summary(), usable))).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});

describe('suggestedPrompts', () => {
  it('are four at most', () => {
    expect(suggestedPrompts(['a', 'b', 'c', 'd', 'e'])).toHaveLength(4);
  });
});
