import { describe, expect, it } from 'vitest';
import { PERMISSIONS } from '../../src/bots/discord/installation.ts';
import { SCOPES } from '../../src/bots/slack/manifest.ts';
import { openHttp, TOKEN } from '../bots/http/open-http.ts';

describe('a stolen token', () => {
  it('of the HTTP interface asks questions and reads, and changes nothing', async () => {
    const { request } = await openHttp({ env: { ATTACHE_HTTP_TOKEN: TOKEN } });
    const response = await request('/openapi.json');
    const { paths } = (await response.json()) as { paths: Record<string, Record<string, unknown>> };
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    expect(operations.sort()).toEqual([
      'get /healthz',
      'get /metrics',
      'get /readyz',
      'get /v1/articles',
      'post /v1/ask',
    ]);
  });

  it('of Slack reads where the bot is a member and writes as the bot; it manages nothing and lists nobody', () => {
    const verbs = Object.keys(SCOPES).map((scope) => scope.split(':'));
    expect(
      verbs.filter(([what]) => /^(admin|files|users|team|usergroups|channels\.manage)/.test(what ?? '')),
    ).toEqual([]);
    expect(verbs.filter(([, verb]) => verb === 'write').map(([what]) => what)).toEqual(['assistant', 'chat']);
  });

  it('of Discord sees channels and writes as the bot; it moderates nothing', () => {
    expect(Object.keys(PERMISSIONS).sort()).toEqual([
      'EmbedLinks',
      'ReadMessageHistory',
      'SendMessages',
      'SendMessagesInThreads',
      'ViewChannel',
    ]);
  });
});
