import { describe, expect, it } from 'vitest';
import type { Adapter, AdapterStatus } from '../../../src/bots/chat/adapter.ts';
import { deferred } from '../../../src/bots/chat/deferred.ts';
import { Supervisor } from '../../../src/bots/serve/supervisor.ts';
import { AttacheError } from '../../../src/errors.ts';
import { recordingLogger } from '../recording-logger.ts';
import { until } from '../until.ts';

const unreachable = () => new AttacheError('PLATFORM_UNREACHABLE', 'Cannot reach it: check the network.');
const refused = () => new AttacheError('SETTINGS_INVALID', 'It refuses the token: set another one.');

/** An adapter that does as it is told. */
class PuppetAdapter implements Adapter {
  readonly #closed = deferred();
  readonly #failure: Error | null;
  state: AdapterStatus['state'] = 'idle';
  stops = 0;

  /** `failure` is what `start` rejects with. */
  constructor(failure: Error | null) {
    this.#failure = failure;
  }

  get closed() {
    return this.#closed.promise;
  }

  async start() {
    if (this.#failure) throw this.#failure;
    this.state = 'ready';
  }

  lose(error: Error) {
    this.#closed.reject(error);
  }

  async stop() {
    this.stops += 1;
    this.state = 'stopped';
    this.#closed.resolve();
  }

  status() {
    return { state: this.state, inHand: 0, waiting: 0, answered: 0, failed: 0 };
  }
}

/** A supervisor whose adapters fail to start with `failures`, one after the other; its pauses end on command. */
function supervise(...failures: (Error | null)[]) {
  const adapters: PuppetAdapter[] = [];
  const pauses: number[] = [];
  let failed = 0;
  let wake = () => {};
  const { logger, lines } = recordingLogger();
  const supervisor = new Supervisor({
    title: 'Slack',
    logger,
    create: () => {
      const adapter = new PuppetAdapter(failures[adapters.length] ?? null);
      adapters.push(adapter);
      return adapter;
    },
    onFailure: () => {
      failed += 1;
    },
    wait: (ms, signal) => {
      pauses.push(ms);
      return new Promise((resolve, reject) => {
        const stop = () => reject(signal.reason);
        wake = () => {
          signal.removeEventListener('abort', stop);
          resolve();
        };
        signal.addEventListener('abort', stop, { once: true });
      });
    },
  });
  const messages = () => lines.map(({ msg }) => String(msg));
  return { supervisor, adapters, pauses, messages, failed: () => failed, wake: () => wake() };
}

describe('Supervisor', () => {
  it('leaves an adapter alone that runs', async () => {
    const { supervisor, adapters, pauses } = supervise();
    const run = supervisor.run();
    await until('the start', () => supervisor.state === 'ready');
    await supervisor.stop();
    expect(await run).toBe('stopped');
    expect([adapters.length, pauses]).toEqual([1, []]);
  });

  it('tries again with longer and longer pauses while the platform cannot be reached', async () => {
    const many = Array.from({ length: 11 }, unreachable);
    const { supervisor, adapters, pauses, wake, failed, messages } = supervise(...many);
    const run = supervisor.run();
    for (let attempt = 1; attempt <= many.length; attempt += 1) {
      await until('a pause', () => pauses.length === attempt);
      expect(supervisor.state).toBe('connecting');
      wake();
    }
    await until('the connection', () => supervisor.state === 'ready');
    const seconds = pauses.map((ms) => ms / 1_000);
    expect(seconds).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
    expect(failed()).toBe(11);
    expect(adapters.slice(0, -1).map(({ stops }) => stops)).toEqual(many.map(() => 1));
    expect(messages()[0]).toBe(
      'Slack is not connected, trying again in 1 s: Cannot reach it: check the network.',
    );
    await supervisor.stop();
    expect(await run).toBe('stopped');
  });

  it('connects anew when the platform is lost, beginning with a short pause', async () => {
    const { supervisor, adapters, pauses, wake } = supervise(unreachable(), unreachable());
    const run = supervisor.run();
    for (const attempt of [1, 2]) {
      await until('a pause', () => pauses.length === attempt);
      wake();
    }
    await until('the connection', () => supervisor.state === 'ready');
    adapters[2]?.lose(unreachable());
    await until('the loss', () => pauses.length === 3);
    wake();
    await until('the second connection', () => supervisor.state === 'ready');
    expect(pauses).toEqual([1_000, 2_000, 1_000]);
    await supervisor.stop();
    await run;
  });

  it.each(['at the start', 'later'])(
    'gives up, in one line, when the platform refuses it %s',
    async (when) => {
      const { supervisor, adapters, pauses, messages } = supervise(when === 'later' ? null : refused());
      const run = supervisor.run();
      if (when === 'later') {
        await until('the connection', () => supervisor.state === 'ready');
        adapters[0]?.lose(refused());
      }
      expect(await run).toBe('refused');
      expect(supervisor.state).toBe('failed');
      expect(supervisor.refusal).toBe('It refuses the token: set another one.');
      expect(messages()).toEqual(['Slack is off: It refuses the token: set another one.']);
      expect([adapters[0]?.stops, pauses]).toEqual([1, []]);
    },
  );

  it('tries again after an error that nobody foresaw', async () => {
    const { supervisor, pauses, wake } = supervise(new TypeError('odd'));
    const run = supervisor.run();
    await until('a pause', () => pauses.length === 1);
    wake();
    await until('the connection', () => supervisor.state === 'ready');
    await supervisor.stop();
    expect(await run).toBe('stopped');
  });

  it('can be stopped while it waits', async () => {
    const { supervisor, adapters, pauses } = supervise(unreachable());
    const run = supervisor.run();
    await until('a pause', () => pauses.length === 1);
    await supervisor.stop();
    expect(await run).toBe('stopped');
    expect(adapters).toHaveLength(1);
  });
});
