import { describe, expect, it } from 'vitest';
import type { CorpusSummary } from '../../../src/answers/assistant.ts';
import { QUESTION, TITLE } from '../fake-assistant.ts';
import { jsonOf } from './json-of.ts';
import { openHttp } from './open-http.ts';

describe('GET /healthz', () => {
  it('says that the process is alive, ready or not', async () => {
    const readiness = () => ({ reasons: ['The articles are being loaded.'], adapters: {} });
    const { request } = await openHttp({ assistant: null, readiness });
    const response = await request('/healthz');
    expect([response.status, await response.text()]).toEqual([200, 'ok']);
  });
});

describe('GET /readyz', () => {
  it('is 200 with the state of each adapter', async () => {
    const { request } = await openHttp();
    const response = await request('/readyz');
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ ready: true, reasons: [], adapters: { http: 'ready' } });
  });

  it('is 503 with the reasons', async () => {
    const reasons = ['Slack is connecting.'];
    const { request } = await openHttp({ readiness: () => ({ reasons, adapters: { slack: 'connecting' } }) });
    const response = await request('/readyz');
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({ ready: false, reasons, adapters: { slack: 'connecting' } });
  });
});

describe('GET /v1/articles', () => {
  it('lists what is answered from', async () => {
    const { request } = await openHttp();
    const body = await jsonOf<CorpusSummary>(request('/v1/articles'));
    expect(body.newest).toBe('2023-12-01');
    expect(body.articles[0]).toMatchObject({ articleId: 'ndrc', title: TITLE });
  });

  it('is 503 while they are being loaded', async () => {
    const { request } = await openHttp({ assistant: null });
    expect((await request('/v1/articles')).status).toBe(503);
  });
});

describe('GET /metrics', () => {
  it('counts questions by what became of them, and times their stages', async () => {
    const { request, ask } = await openHttp();
    for (const question of [QUESTION, QUESTION, 'Who?']) await ask({ question });
    const response = await request('/metrics');
    expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    const text = await response.text();
    expect(text).toContain('attache_questions_total{adapter="http",outcome="answered"} 2\n');
    expect(text).toContain('attache_questions_total{adapter="http",outcome="abstained"} 1\n');
    expect(text).toContain('attache_question_duration_seconds_count{adapter="http"} 3\n');
    expect(text).toContain('attache_stage_duration_seconds_count{stage="wait"} 3\n');
    expect(text).toContain('nodejs_eventloop_lag_seconds');
  });

  it('holds nothing of what was asked', async () => {
    const { request, ask } = await openHttp();
    await ask({ question: 'Something very private', conversation: 'private-conversation' });
    expect(await (await request('/metrics')).text()).not.toMatch(/private/i);
  });
});
