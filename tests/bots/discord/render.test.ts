import { describe, expect, it } from 'vitest';
import { abstentionView, answerView, passagesView } from '../../../src/bots/chat/build-view.ts';
import { notice } from '../../../src/bots/chat/notices.ts';
import { articlesMessage } from '../../../src/bots/discord/render/articles.ts';
import { readPress } from '../../../src/bots/discord/render/buttons.ts';
import { COLOURS, renderReply } from '../../../src/bots/discord/render/message.ts';
import {
  abstained,
  answered,
  citation,
  FakeAssistant,
  highlighted,
  QUESTION,
  WHO,
} from '../fake-assistant.ts';
import { seeMessage } from './fake/see-message.ts';
import { expectSound, posted } from './sound.ts';

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

  it('shows a table of ten rows whole, however long its links are', () => {
    const rows = ['Town | Votes', ...Array.from({ length: 10 }, (_, i) => `Town ${i} | ${i} votes`)];
    const table = rows.map((quote) =>
      citation({ quote, highlights: [], link: `https://a.example/${'x'.repeat(200)}` }),
    );
    const text = seeMessage(posted(renderReply(answerView(answered(QUESTION, table), 'r')))).text;
    for (const quote of rows) expect(text).toContain(quote);
    expect(text).not.toMatch(/more passage/);
  });

  it('says how many passages found no room', () => {
    const many = Array.from({ length: 30 }, (_, index) =>
      citation({ articleId: `a${index}`, quote: 'Word. '.repeat(99) }),
    );
    const seen = seeMessage(posted(renderReply(answerView(answered(QUESTION, many), 'r'))));
    expect(seen.text).toMatch(/… and \d+ more passages\./);
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
