import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { abstentionView, answerView, passagesView } from '../../../src/bots/chat/build-view.ts';
import { notice } from '../../../src/bots/chat/notices.ts';
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
});
const url = fc.constantFrom(
  null,
  'https://example.org/a',
  `https://example.org/${'a'.repeat(4_000)}`,
  'not an address',
  'javascript:alert(1)',
  `https://example.org/${'b'.repeat(2_900)}`,
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
  { minLength: 1, maxLength: 30 },
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

  it('keeps within the limits of a view', () => {
    fc.assert(
      fc.property(fc.array(words, { maxLength: 40 }), (examples) => {
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
