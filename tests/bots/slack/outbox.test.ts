import { webApi } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import { Outbox } from '../../../src/bots/slack/outbox.ts';
import { recordingLogger } from '../recording-logger.ts';
import { until } from '../until.ts';

const slowDown = (seconds: number) => new webApi.WebAPIRateLimitedError(seconds);

/** An outbox whose waiting is written down instead of done. */
function open() {
  const waits: number[] = [];
  const outbox = new Outbox({ logger: recordingLogger().logger, sleep: async (ms) => void waits.push(ms) });
  return { outbox, waits };
}

describe('Outbox', () => {
  it('comes back after as many seconds as Slack asks', async () => {
    const { outbox, waits } = open();
    const answers = [slowDown(3), slowDown(1)];
    const post = async () => {
      const refusal = answers.shift();
      if (refusal) throw refusal;
      return 'posted';
    };
    expect(await outbox.send('C1', post)).toBe('posted');
    expect(waits).toEqual([3_000, 1_000]);
  });

  it.each([0, -5])('waits a second where it is asked to wait %s', async (seconds) => {
    const { outbox, waits } = open();
    const answers = [slowDown(seconds)];
    const post = async () => {
      const refusal = answers.shift();
      if (refusal) throw refusal;
    };
    await outbox.send('C1', post);
    expect(waits).toEqual([1_000]);
  });

  it('keeps the order within a channel, and lets other channels go on', async () => {
    const order: string[] = [];
    let open = () => {};
    const opened = new Promise<void>((resolve) => {
      open = resolve;
    });
    const outbox = new Outbox({ logger: recordingLogger().logger, sleep: () => opened });
    let refused = false;
    const first = outbox.send('C1', async () => {
      if (refused) return void order.push('first');
      refused = true;
      throw slowDown(1);
    });
    const second = outbox.send('C1', async () => void order.push('second'));
    await outbox.send('C2', async () => void order.push('elsewhere'));
    open();
    await Promise.all([first, second]);
    expect(order).toEqual(['elsewhere', 'first', 'second']);
  });

  it('does not retry what Slack refuses for another reason', async () => {
    const { outbox, waits } = open();
    await expect(outbox.send('C1', () => Promise.reject(new Error('no such channel')))).rejects.toThrow(
      'no such channel',
    );
    expect(await outbox.send('C1', async () => 'next')).toBe('next');
    expect(waits).toEqual([]);
  });

  it('waits no longer once it is closed', async () => {
    const { logger, lines } = recordingLogger();
    const outbox = new Outbox({ logger });
    const sent = outbox.send('C1', () => Promise.reject(slowDown(500)));
    const refused = expect(sent).rejects.toMatchObject({ name: 'AbortError' });
    await until('the refusal', () => lines.some(({ msg }) => msg === 'Slack asks to slow down'));
    outbox.close();
    await refused;
  });

  it('gives up when it would wait for more than ten minutes', async () => {
    const { outbox } = open();
    await expect(outbox.send('C1', () => Promise.reject(slowDown(400)))).rejects.toThrow();
  });
});
