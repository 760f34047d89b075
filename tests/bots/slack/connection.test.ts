import { describe, expect, it, onTestFinished } from 'vitest';
import { SocketConnection } from '../../../src/bots/slack/connection.ts';
import { slackLogger } from '../../../src/bots/slack/logger-bridge.ts';
import { webClientOptions } from '../../../src/bots/slack/web-client.ts';
import { recordingLogger } from '../recording-logger.ts';
import { until } from '../until.ts';
import { APP_TOKEN, FakeSlack } from './fake/fake-slack.ts';

/** A connection whose pauses are written down instead of made, and whose clock stands still. */
async function open() {
  const slack = new FakeSlack();
  await slack.start();
  onTestFinished(() => slack.close());
  const { logger } = recordingLogger();
  const clock = { now: 0 };
  const pauses: number[] = [];
  const states: string[] = [];
  const connection = new SocketConnection({
    appToken: APP_TOKEN,
    clientOptions: webClientOptions({ apiUrl: slack.apiUrl }, slackLogger(logger)),
    slackLogger: slackLogger(logger),
    logger,
    onState: (state) => void states.push(state),
    onLost: () => undefined,
    sleep: async (ms, signal) => {
      signal.throwIfAborted();
      pauses.push(ms);
    },
    now: () => clock.now,
  });
  onTestFinished(() => connection.stop());
  return { slack, connection, pauses, states, clock };
}

describe('SocketConnection', () => {
  it('pauses longer and longer where each connection is cut as soon as it stands', async () => {
    const { slack, connection, pauses } = await open();
    slack.socket.mood = 'hangs up after hello';
    await connection.start();
    await until('many attempts', () => pauses.length >= 9);
    expect(pauses.slice(0, 9)).toEqual([0, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  });

  it('connects again at once after a connection that lived for a while', async () => {
    const { slack, connection, pauses, states, clock } = await open();
    slack.socket.mood = 'hangs up after hello';
    await connection.start();
    await until('some attempts', () => pauses.length >= 3);
    const { greeted } = slack.socket;
    slack.socket.mood = 'friendly';
    await until('a connection', () => slack.socket.greeted > greeted && states.at(-1) === 'ready');
    const before = pauses.length;
    clock.now = 10_000;
    await slack.socket.drop();
    expect(pauses[before]).toBe(0);
  });

  it('closes the connection that comes to stand while it is stopped', async () => {
    const { slack, connection } = await open();
    await connection.start();
    let stopped: Promise<void> | null = null;
    connection.receiver.client.once('authenticated', () => {
      stopped = connection.stop();
    });
    await slack.socket.drop();
    await stopped;
    await until('the line to be closed', () => !slack.socket.connected);
    expect(slack.socket.greeted).toBe(2);
  });
});
