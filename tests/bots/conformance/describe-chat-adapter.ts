import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import {
  answered,
  citation,
  FakeAssistant,
  FOLLOW_UP,
  LABEL,
  QUESTION,
  UNANSWERABLE,
  WHEN,
  WHO,
} from '../fake-assistant.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { until } from '../until.ts';
import { describeButtons } from './describe-buttons.ts';
import type { Asked, ChatHarness, ChatWorld, SeenReply } from './harness.ts';
import { HOSTILE_TEXTS } from './hostile-texts.ts';

const BURST = 100;

/** What every chat adapter must do, whatever the platform. */
export function describeChatAdapter(harness: ChatHarness): void {
  const [firstPlace] = harness.places;
  const place = firstPlace.name;
  const talkative = harness.places.filter(({ conversation }) => conversation);

  describe(`${harness.name} is a chat adapter`, () => {
    let assistant: FakeAssistant;
    let dataDir: string;
    let log: Record<string, unknown>[];

    beforeEach(async () => {
      assistant = new FakeAssistant();
      dataDir = await temporaryFolder();
      log = [];
    });

    async function open(env: Record<string, string> = {}): Promise<ChatWorld> {
      const world = await harness.open({
        assistant,
        env: { ATTACHE_DATA_DIR: dataDir, ATTACHE_RATE_LIMIT: '0', ...env },
        log: (line) => void log.push(line),
      });
      onTestFinished(() => world.close());
      worlds.push(world);
      return world;
    }

    const worlds: ChatWorld[] = [];
    afterEach(() => {
      for (const world of worlds.splice(0)) expect(world.refusals()).toEqual([]);
    });

    const reply = (world: ChatWorld, asked: Asked): Promise<SeenReply> =>
      until(`a reply to ${asked.id}`, () => world.replies(asked)[0]);

    describe('answers', () => {
      it.each(harness.places)('in the $name: quote, words in bold, source', async ({ name }) => {
        const world = await open();
        const seen = await reply(world, await world.ask({ place: name, text: QUESTION }));
        expect(seen.text).toContain('visited Ljubljana & met');
        expect(seen.text).toContain(LABEL);
        expect(seen.bold).toEqual([WHO]);
        expect(seen.links.some((link) => link.startsWith('https://example.org/ndrc#:~:text='))).toBe(true);
        expect(seen.buttons).toEqual(expect.arrayContaining(['up', 'down', 'more']));
      });

      it.each(talkative)('a follow-up in the $name', async ({ name }) => {
        const world = await open();
        const first = await world.ask({ place: name, text: QUESTION });
        await reply(world, first);
        const seen = await reply(world, await world.ask({ place: name, text: FOLLOW_UP, after: first }));
        expect(seen.bold).toEqual([WHEN]);
      });

      it.each(talkative)('a follow-up in the $name after a restart', async ({ name }) => {
        const world = await open();
        const first = await world.ask({ place: name, text: QUESTION });
        await reply(world, first);
        await world.restart();
        const seen = await reply(world, await world.ask({ place: name, text: FOLLOW_UP, after: first }));
        expect(seen.bold).toEqual([WHEN]);
      });

      it.each(harness.places)(
        'in the $name with an abstention that points to the nearest article',
        async ({ name }) => {
          const world = await open();
          const seen = await reply(world, await world.ask({ place: name, text: UNANSWERABLE }));
          expect(seen.text).toContain('The articles do not say.');
          expect(seen.text).toContain(LABEL);
          expect(seen.bold).toEqual([]);
        },
      );

      it('a greeting with examples of what to ask', async () => {
        const world = await open();
        const seen = await reply(world, await world.ask({ place, text: 'hello' }));
        expect(seen.text).toContain('Hello!');
        expect(seen.text).toContain(QUESTION);
      });

      it('with the passages near a message, to the person who asked alone', async () => {
        const world = await open();
        const seen = await reply(
          world,
          await world.ask({ place: harness.findPlace, text: 'a message about Ljubljana' }),
        );
        expect(seen.text).toContain(LABEL);
        expect(seen.private).toBe(true);
      });
    });

    describe('withstands', () => {
      it.each(HOSTILE_TEXTS)('%s in a question', async (_, text) => {
        const world = await open();
        const seen = await reply(world, await world.ask({ place, text }));
        expect(seen.pings).toEqual([]);
        expect(seen.text).not.toBe('');
      });

      it.each(HOSTILE_TEXTS)('%s in an article', async (_, text) => {
        const quote = `${text} x`;
        assistant.reply = (question) =>
          answered(question, [
            citation({ quote, title: text, category: text, highlights: [{ start: 0, end: 9 }] }),
            citation({
              quote,
              articleId: 'other',
              highlights: [{ start: quote.length - 2, end: quote.length }],
            }),
          ]);
        const world = await open();
        const seen = await reply(world, await world.ask({ place, text: QUESTION }));
        expect(seen.pings).toEqual([]);
        expect(seen.buttons).toContain('up');
      });

      it('an answer of twenty long quotes', async () => {
        assistant.reply = (question) =>
          answered(
            question,
            Array.from({ length: 20 }, (_, index) =>
              citation({ articleId: `a${index}`, quote: `${'A sentence. '.repeat(400)}` }),
            ),
          );
        const world = await open();
        const seen = await reply(world, await world.ask({ place, text: QUESTION }));
        expect(seen.text).toContain('A sentence.');
        expect(seen.text).toContain('…');
      });
    });

    describe('answers exactly once', () => {
      it('an event that is delivered twice', async () => {
        const world = await open();
        const asked = await world.ask({ place, text: QUESTION });
        await reply(world, asked);
        await world.repeat(asked);
        await reply(world, await world.ask({ place, text: QUESTION }));
        expect(world.replies(asked)).toHaveLength(1);
        expect(assistant.asked).toHaveLength(2);
      });

      it('an event that comes again while the first is still being answered', async () => {
        assistant.hold();
        const world = await open();
        const asked = await world.ask({ place, text: QUESTION });
        await world.repeat(asked);
        assistant.release();
        await reply(world, asked);
        await world.adapter().stop();
        expect(world.replies(asked)).toHaveLength(1);
      });

      it('an event that comes again after a restart', async () => {
        const world = await open();
        const asked = await world.ask({ place, text: QUESTION });
        await reply(world, asked);
        await world.restart();
        await world.repeat(asked);
        await reply(world, await world.ask({ place, text: QUESTION }));
        expect(world.replies(asked)).toHaveLength(1);
      });

      it(`each of ${BURST} questions in a burst`, async () => {
        const world = await open();
        const asked = await Promise.all(
          Array.from({ length: BURST }, (_, index) =>
            world.ask({ place, text: `${QUESTION} (${index})`, user: `burst${index % 7}` }),
          ),
        );
        await until('every reply', () => asked.every((one) => world.replies(one).length > 0));
        await world.adapter().stop();
        expect(asked.map((one) => world.replies(one).length)).toEqual(asked.map(() => 1));
        expect(world.adapter().status()).toMatchObject({ inHand: 0, waiting: 0, answered: BURST, failed: 0 });
      });

      it('when the platform asks to slow down', async () => {
        const world = await open();
        world.throttle(2);
        const asked = await world.ask({ place, text: QUESTION });
        await reply(world, asked);
        await world.adapter().stop();
        expect(world.replies(asked)).toHaveLength(1);
      });
    });

    describe('under stress', () => {
      it('acknowledges at once and answers when a slow core is done', async () => {
        assistant.hold();
        const world = await open();
        const asked = await world.ask({ place, text: QUESTION });
        expect(world.replies(asked).filter(({ text }) => text.includes(LABEL))).toEqual([]);
        assistant.release();
        const seen = await until('the answer', () =>
          world.replies(asked).find(({ text }) => text.includes(LABEL)),
        );
        expect(seen.bold).toEqual([WHO]);
      });

      it('turns a failing core into one polite line with a reference that the log has the cause to', async () => {
        assistant.reply = () => Promise.reject(new Error('the model caught fire'));
        const world = await open();
        const seen = await reply(world, await world.ask({ place, text: QUESTION }));
        const [reference] = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(seen.text) ?? [];
        expect(reference).toBeDefined();
        expect(seen.text).not.toContain('fire');
        const line = log.find((entry) => entry.reference === reference);
        expect(JSON.stringify(line)).toContain('the model caught fire');
      });

      it('asks a person to slow down, and nobody else', async () => {
        const world = await open({ ATTACHE_RATE_LIMIT: '2' });
        for (let index = 0; index < 2; index += 1)
          await reply(world, await world.ask({ place, text: QUESTION }));
        const third = await reply(world, await world.ask({ place, text: QUESTION }));
        expect(third.text).toMatch(/ask again in \d+ seconds/);
        const other = await reply(world, await world.ask({ place, text: QUESTION, user: 'another' }));
        expect(other.text).toContain(LABEL);
        expect(assistant.asked).toHaveLength(3);
      });

      it('finishes what is in hand when it is stopped, and takes nothing new', async () => {
        assistant.hold();
        const world = await open();
        const asked = await world.ask({ place, text: QUESTION });
        await until('the question to be in hand', () => assistant.asked.length === 1);
        const stopped = world.adapter().stop();
        expect(world.adapter().status().state).toBe('stopping');
        assistant.release();
        await stopped;
        expect(world.replies(asked)).toHaveLength(1);
        expect(world.adapter().status().state).toBe('stopped');
        await expect(world.adapter().stop()).resolves.toBeUndefined();
      });

      it('answers again after the connection was cut', async () => {
        const world = await open();
        await reply(world, await world.ask({ place, text: QUESTION }));
        await world.dropConnection();
        const seen = await reply(world, await world.ask({ place, text: QUESTION }));
        expect(seen.text).toContain(LABEL);
      });
    });

    describeButtons({ place, open, reply, dataDir: () => dataDir });
  });
}
