import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { WorkQueue } from '../../../src/bots/chat/work-queue.ts';
import { Asker } from '../../../src/bots/http/asker.ts';
import type { Problem } from '../../../src/bots/http/problem.ts';
import { logObserver } from '../../../src/bots/telemetry/log-observer.ts';
import { FakeAssistant, QUESTION, UNANSWERABLE, WHO } from '../fake-assistant.ts';
import { recordingLogger } from '../recording-logger.ts';
import { until } from '../until.ts';
import { jsonOf } from './json-of.ts';
import { openHttp } from './open-http.ts';

function openAsker() {
  const { logger } = recordingLogger();
  const queue = new WorkQueue({ concurrency: 1 }).lane();
  const { signal } = new AbortController();
  const asker = new Asker({ queue, logger, observer: logObserver(logger), stop: signal });
  return { assistant: new FakeAssistant(), queue, asker };
}

describe('POST /v1/ask', () => {
  it("gives the library's answer as it is", async () => {
    const { ask } = await openHttp();
    const response = await ask({ question: QUESTION });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toEqual(
      JSON.parse(JSON.stringify(await new FakeAssistant().ask(QUESTION))),
    );
  });

  it('gives an abstention with its reason as well', async () => {
    const { ask } = await openHttp();
    const response = await ask({ question: UNANSWERABLE });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ status: 'abstained', reason: 'nothing_found' });
  });

  it('passes on conversation, context and days', async () => {
    const { ask, assistant } = await openHttp();
    const given = { context: [QUESTION], asOf: '2024-01-01', since: '2023-10-01', until: '2023-10-31' };
    await ask({ question: 'And when?', conversation: 'thread 17', ...given });
    await ask({ question: QUESTION });
    const [first, second] = assistant.asked;
    expect(first?.options).toMatchObject({ ...given, conversation: 'http:thread 17' });
    expect(Object.keys(second?.options ?? {}).sort()).toEqual(['onTimings', 'signal']);
  });

  it.each([
    [{}, 'question', /write a text/],
    [{ question: 5 }, 'question', /write a text/],
    [{ question: 'x'.repeat(501) }, 'question', /at most 500/],
    [{ question: 'x', asOf: '31.12.2023' }, 'asOf', /YYYY-MM-DD/],
    [{ question: 'x', since: '2023-02-30' }, 'since', /YYYY-MM-DD/],
    [{ question: 'x', since: '2023-02-02', until: '2023-02-01' }, 'since', /not be after until/],
    [{ question: 'x', context: ['a', 'b', 'c', 'd', 'e', 'f'] }, 'context', /at most 5/],
    [{ question: 'x', context: ['a', 7] }, 'context.1', /write a text/],
    [{ question: 'x', conversation: '' }, 'conversation', /./],
    [{ question: 'x', asof: '2023-02-01' }, 'asof', /not known/],
  ])('names the field that cannot be used: %j', async (body, field, message) => {
    const { ask, assistant } = await openHttp();
    const response = await ask(body);
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    const problem = await jsonOf<Problem & { errors: { message: string }[] }>(response);
    expect(problem).toMatchObject({ title: 'Bad Request', status: 400, errors: [{ field }] });
    expect(problem.errors[0]?.message).toMatch(message);
    expect(problem.detail).toContain(field);
    expect(assistant.asked).toEqual([]);
  });

  it.each(['{"question":', 'null', '[]', '"text"', ''])(
    'refuses a body that is no question: %j',
    async (body) => {
      const { ask } = await openHttp();
      const response = await ask(body);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ type: 'about:blank', status: 400 });
    },
  );

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/jsonp',
    'application/json-seq',
    'application/json;',
  ])('takes nothing but JSON, not even JSON as %s', async (type) => {
    const { ask } = await openHttp();
    const response = await ask({ question: QUESTION }, { 'content-type': type });
    expect(response.status).toBe(415);
  });

  it('puts one line into the log for each question, without its text, under the id that the client is given', async () => {
    const { ask, records } = await openHttp();
    const response = await ask({ question: QUESTION });
    expect(records).toHaveLength(1);
    expect(records[0]).toMatchObject({
      id: response.headers.get('x-request-id'),
      adapter: 'http',
      outcome: 'answered',
      confidence: 0.9,
    });
  });

  it('hides why it failed from the client, and not from the log', async () => {
    const { ask, assistant, lines, records } = await openHttp();
    assistant.reply = () => {
      throw new TypeError('a secret detail');
    };
    const response = await ask({ question: QUESTION });
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(text).not.toMatch(/secret detail|TypeError| at /);
    const reference = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(text)?.[0];
    expect(lines.find((line) => line.reference === reference)).toMatchObject({
      err: { message: 'a secret detail' },
    });
    expect(records.map(({ outcome }) => outcome)).toEqual(['failed']);
  });

  it('gives the turn of a client that has gone to the next one', async () => {
    const { ask, assistant, records } = await openHttp();
    assistant.hold();
    const leave = new AbortController();
    const gone = ask({ question: 'Never mind' }, {}, leave.signal);
    gone.catch(() => undefined);
    await until('the question', () => assistant.asked.length === 1);
    const next = ask({ question: QUESTION });
    leave.abort();
    await expect(gone).rejects.toThrow();
    await until('its end', () => records.length === 1);
    expect(records[0]?.outcome).toBe('withdrawn');
    assistant.release();
    expect((await next).status).toBe(200);
  });

  it('asks nothing for a client that has gone before its turn', async () => {
    const { assistant, queue, asker } = openAsker();
    assistant.hold();
    const stays = asker.ask(assistant, {
      id: '1',
      text: QUESTION,
      options: {},
      gone: new AbortController().signal,
    });
    await until('the first question', () => assistant.asked.length === 1);
    const leave = new AbortController();
    const leaves = asker.ask(assistant, { id: '2', text: 'Never mind', options: {}, gone: leave.signal });
    expect(queue.waiting).toBe(1);
    leave.abort();
    assistant.release();
    expect([(await stays).outcome, (await leaves).outcome]).toEqual(['answered', 'withdrawn']);
    expect(assistant.asked.map(({ question }) => question)).toEqual([QUESTION]);
  });

  it('says when to come back if too many wait', async () => {
    const { ask, assistant, queue, records } = await openHttp({ capacity: 1 });
    assistant.hold();
    const patient = [ask({ question: QUESTION })];
    await until('the first question', () => assistant.asked.length === 1);
    patient.push(ask({ question: QUESTION }));
    await until('a full queue', () => queue.full);
    const response = await ask({ question: QUESTION });
    expect(response.status).toBe(503);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await response.json()).toMatchObject({ status: 503, detail: expect.stringContaining('wait') });
    assistant.release();
    for (const one of patient) expect((await one).status).toBe(200);
    expect(records.map(({ outcome }) => outcome)).toEqual(['busy', 'answered', 'answered']);
  });

  it('says when to come back while the articles are being loaded, and tells of the question', async () => {
    const { ask, records, request } = await openHttp({ assistant: null });
    const response = await ask({ question: QUESTION });
    expect(response.status).toBe(503);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(records).toMatchObject([{ id: response.headers.get('x-request-id'), outcome: 'loading' }]);
    const metrics = await (await request('/metrics')).text();
    expect(metrics).toContain('attache_questions_total{adapter="http",outcome="loading"} 1\n');
  });

  it('answers what has been asked before it stops', async () => {
    const { ask, assistant, adapter } = await openHttp();
    assistant.hold();
    const asked = ask({ question: QUESTION });
    await until('the question', () => assistant.asked.length === 1);
    const stopped = adapter.stop();
    assistant.release();
    expect(await (await asked).text()).toContain(WHO);
    await stopped;
    expect(adapter.status()).toMatchObject({ state: 'stopped', answered: 1, inHand: 0, waiting: 0 });
    await adapter.closed;
  });

  it('does not wait, once it has answered, for a client that keeps its connection', async () => {
    const { ask, assistant, adapter } = await openHttp();
    assistant.hold();
    const asked = ask({ question: QUESTION });
    await until('the question', () => assistant.asked.length === 1);
    // No time-out of either side is to end the connection.
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const stopped = adapter.stop();
    assistant.release();
    expect((await asked).status).toBe(200);
    await stopped;
  });

  it('answers conversations in their order', async () => {
    const { ask, assistant, queue } = await openHttp({ concurrency: 2 });
    const questions = ['one?', 'two?', 'three?'];
    assistant.hold();
    const asked: Promise<Response>[] = [];
    for (const [i, question] of questions.entries()) {
      asked.push(ask({ question, conversation: 'c' }));
      await until('its place', () => assistant.asked.length + queue.waiting === i + 1);
    }
    expect(assistant.asked).toHaveLength(1);
    assistant.release();
    await Promise.all(asked);
    expect(assistant.asked.map(({ question }) => question)).toEqual(questions);
  });
});
