import { onTestFinished } from 'vitest';
import type { Assistant } from '../../../src/answers/assistant.ts';
import { WorkQueue } from '../../../src/bots/chat/work-queue.ts';
import { HttpAdapter, type HttpAdapterOptions } from '../../../src/bots/http/adapter.ts';
import type { Readiness } from '../../../src/bots/http/app.ts';
import { parseHttpSettings } from '../../../src/bots/http/settings.ts';
import { Metrics } from '../../../src/bots/telemetry/metrics.ts';
import { observers, type QuestionRecord } from '../../../src/bots/telemetry/observer.ts';
import { FakeAssistant } from '../fake-assistant.ts';
import { recordingLogger } from '../recording-logger.ts';

export const TOKEN = 'a-token-for-the-tests';

export interface OpenOptions {
  readonly env?: Record<string, string>;
  /** Default: a `FakeAssistant`; null as long as the articles are being loaded. */
  readonly assistant?: Assistant | null;
  readonly readiness?: () => Readiness;
  /** Questions that may wait. */
  readonly capacity?: number;
  /** Questions that are answered at the same time; default 1. */
  readonly concurrency?: number;
  /** Default: those of the product, which are long. */
  readonly timeouts?: HttpAdapterOptions['timeouts'];
  readonly maxConnections?: number;
}

/** The HTTP interface on a free port of this machine, closed when the test is over. */
export async function openHttp(options: OpenOptions = {}) {
  const fake = new FakeAssistant();
  const { logger, lines } = recordingLogger();
  const records: QuestionRecord[] = [];
  const metrics = new Metrics({ waiting: () => [], ready: () => [], index: () => null });
  const recorder = {
    questionDone: (record: QuestionRecord) => void records.push(record),
    voted: () => undefined,
    platformFailed: () => undefined,
  };
  const queue = new WorkQueue({ concurrency: options.concurrency ?? 1 }).lane(options.capacity);
  const adapter = new HttpAdapter({
    settings: parseHttpSettings({ ATTACHE_HTTP_PORT: '0', ATTACHE_HTTP_RATE_LIMIT: '0', ...options.env }),
    assistant: () => (options.assistant === undefined ? fake : options.assistant),
    queue,
    observer: observers(recorder, metrics),
    readiness: options.readiness ?? (() => ({ reasons: [], adapters: { http: 'ready' } })),
    metrics: metrics.registry,
    logger,
    version: '1.2.3',
    ...(options.timeouts && { timeouts: options.timeouts }),
    ...(options.maxConnections && { maxConnections: options.maxConnections }),
  });
  await adapter.start();
  onTestFinished(() => {
    fake.release();
    return adapter.stop();
  });
  const request = (path: string, init: RequestInit = {}) => fetch(`${adapter.origin}${path}`, init);
  const ask = (body: unknown, headers: Record<string, string> = {}, signal: AbortSignal | null = null) =>
    request('/v1/ask', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
      signal,
    });
  return { adapter, assistant: fake, queue, metrics, records, lines, request, ask };
}
