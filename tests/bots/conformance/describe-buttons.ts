import { describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../../src/bots/store/database.ts';
import { readReport } from '../../../src/bots/store/report.ts';
import { QUESTION } from '../fake-assistant.ts';
import type { Asked, ChatWorld, SeenReply } from './harness.ts';

/** Where the buttons are pressed. */
export interface Pressing {
  /** Where the question is asked. */
  readonly place: string;
  readonly open: () => Promise<ChatWorld>;
  readonly reply: (world: ChatWorld, asked: Asked) => Promise<SeenReply>;
  /** The data folder of the test that runs. */
  readonly dataDir: () => string;
}

/** What the buttons under an answer do, whatever the platform. */
export function describeButtons({ place, open, reply, dataDir }: Pressing): void {
  describe('has buttons', () => {
    it('that show more passages to the person who pressed alone', async () => {
      const world = await open();
      const asked = await world.ask({ place, text: QUESTION });
      await reply(world, asked);
      const seen = await reply(world, await world.press(asked, 'more'));
      expect(seen.text).toContain('Partners meet again · News · 1 Dec 2023');
      expect(seen.private).toBe(true);
    });

    it('that still work after a restart', async () => {
      const world = await open();
      const asked = await world.ask({ place, text: QUESTION });
      await reply(world, asked);
      await world.restart();
      const seen = await reply(world, await world.press(asked, 'more'));
      expect(seen.text).toContain('Partners meet again');
    });

    it('that keep a vote, the last one of a person', async () => {
      const world = await open();
      const asked = await world.ask({ place, text: QUESTION });
      await reply(world, asked);
      for (const button of ['up', 'down'] as const) await reply(world, await world.press(asked, button));
      await world.adapter().stop();
      const database = await openDatabase(dataDir());
      onTestFinished(() => database.close());
      expect(await readReport(database, 1, 5)).toMatchObject({
        answered: 1,
        up: 0,
        down: 1,
        votedDown: [{ question: QUESTION, times: 1 }],
      });
    });
  });
}
