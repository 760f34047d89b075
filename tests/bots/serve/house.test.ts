import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Assistant } from '../../../src/answers/assistant.ts';
import type { Readiness } from '../../../src/bots/http/app.ts';
import { AttacheError } from '../../../src/errors.ts';
import { FakeAssistant } from '../fake-assistant.ts';
import { jsonOf } from '../http/json-of.ts';
import { APP_TOKEN, BOT_TOKEN } from '../slack/fake/fake-slack.ts';
import { until } from '../until.ts';
import { askOverHttp, HTTP, openDiscord, openHouse, openSlack } from './open-house.ts';

describe('House', () => {
  it('serves Slack, Discord and HTTP on one assistant, and says so', async () => {
    const [slack, discord] = [await openSlack(), await openDiscord()];
    const { house, run, assistant, said, origin } = await openHouse({
      ...slack.env,
      ...discord.env,
      ...HTTP,
    });
    await until('both platforms', () => said(/^answering in/).length === 2);
    expect(said(/ is on\.$/).map(({ msg }) => msg)).toEqual([
      'HTTP is on.',
      'Slack is on.',
      'Discord is on.',
    ]);
    await slack.ask();
    const interaction = discord.ask();
    const response = await askOverHttp(await origin());
    expect(response.status).toBe(200);
    await until("Slack's answer", () => slack.slack.messages[0]);
    await until("Discord's answer", () => interaction.message);
    expect(assistant.asked).toHaveLength(3);
    await until('a line for each', () => said(/^question$/).length === 3);
    for (const line of said(/^question$/)) {
      expect(line).toMatchObject({
        outcome: 'answered',
        confidence: 0.9,
        timings: { wait: expect.any(Number) },
      });
    }
    const ready = await (await fetch(`${await origin()}/readyz`)).json();
    expect(ready).toEqual({
      ready: true,
      reasons: [],
      adapters: { http: 'ready', slack: 'ready', discord: 'ready' },
    });
    const metrics = await (await fetch(`${await origin()}/metrics`)).text();
    for (const adapter of ['slack', 'discord', 'http']) {
      expect(metrics).toContain(`attache_questions_total{adapter="${adapter}",outcome="answered"} 1\n`);
      expect(metrics).toContain(`attache_queue_depth{adapter="${adapter}"} 0\n`);
      expect(metrics).toContain(`attache_adapter_ready{adapter="${adapter}"} 1\n`);
    }
    expect(metrics).toContain('attache_index_articles 2\n');
    expect(metrics).toMatch(/attache_index_age_seconds \d/);
    expect(metrics).toMatch(/attache_newest_article_age_seconds \d/);
    await house.stop();
    await run;
  });

  it('serves Discord when the Slack token is wrong, and says so in one line', async () => {
    const [slack, discord] = [await openSlack(), await openDiscord()];
    const env = { ...slack.env, ...discord.env, ...HTTP, SLACK_BOT_TOKEN: 'xoxb-wrong-token' };
    const { said, lines, origin } = await openHouse(env);
    await until('Discord', () => said(/^answering in Discord/)[0]);
    const interaction = discord.ask();
    await until("Discord's answer", () => interaction.message);
    const about = lines.filter(({ level, msg }) => Number(level) >= 40 && /Slack/.test(String(msg)));
    expect(about.map(({ msg }) => msg)).toEqual([
      "Slack is off: Slack refuses SLACK_BOT_TOKEN (invalid_auth): copy the bot token (xoxb-…) again from your app's page 'OAuth & Permissions'.",
    ]);
    const response = await fetch(`${await origin()}/readyz`);
    expect(response.status).toBe(503);
    expect((await jsonOf<Readiness>(response)).reasons).toEqual([
      expect.stringMatching(/^Slack is off: Slack refuses/),
    ]);
    expect(JSON.stringify(lines)).not.toContain('xoxb-wrong-token');
  });

  it.each([
    ['whose token is refused', 'SLACK_BOT_TOKEN', 'xoxb-wrong-token'],
    ['whose settings are broken', 'SLACK_BOT_TOKEN', 'xoxp-123456'],
  ])('counts a platform %s as not ready, and none that nobody set up', async (_, name, value) => {
    const slack = await openSlack();
    const { said, origin } = await openHouse({ ...slack.env, ...HTTP, [name]: value });
    await until('the fault', () => said(/^Slack is off/)[0]);
    const metrics = await (await fetch(`${await origin()}/metrics`)).text();
    expect(metrics).toContain('attache_adapter_ready{adapter="slack"} 0\n');
    expect(metrics).not.toContain('attache_adapter_ready{adapter="discord"}');
  });

  it('keeps trying a platform that cannot be reached while the others go on', async () => {
    const [slack, discord] = [await openSlack(), await openDiscord()];
    slack.slack.failing.set('auth.test', 'internal_error');
    const { said, origin } = await openHouse({ ...slack.env, ...discord.env, ...HTTP });
    await until('Discord', () => said(/^answering in Discord/)[0]);
    await until('several attempts', () => said(/^Slack is not connected, trying again/).length >= 3);
    expect((await askOverHttp(await origin())).status).toBe(200);
    const { reasons } = await jsonOf<Readiness>(fetch(`${await origin()}/readyz`));
    expect(reasons).toEqual(['Slack is connecting.']);
    const metrics = await (await fetch(`${await origin()}/metrics`)).text();
    expect(metrics).toMatch(/attache_platform_errors_total\{adapter="slack",what="connection"\} [1-9]/);
    slack.slack.failing.clear();
    await until('Slack', () => said(/^answering in Slack/)[0]);
    await slack.ask();
    await until("Slack's answer", () => slack.slack.messages[0]);
  });

  it('keeps trying a platform that takes the token and opens no connection', async () => {
    const [slack, discord] = [await openSlack(), await openDiscord()];
    slack.slack.failing.set('apps.connections.open', 'internal_error');
    const { said } = await openHouse({ ...slack.env, ...discord.env });
    await until('several attempts', () => said(/^Slack is not connected, trying again/).length >= 3);
    const interaction = discord.ask();
    await until("Discord's answer", () => interaction.message);
    slack.slack.failing.clear();
    await until('Slack', () => said(/^answering in Slack/)[0]);
    await slack.ask();
    await until("Slack's answer", () => slack.slack.messages[0]);
  });

  it('goes on with the platforms when the port of HTTP is taken, and says so in one line', async () => {
    const discord = await openDiscord();
    const port = new URL(discord.discord.apiUrl).port;
    const { said, lines } = await openHouse({ ...discord.env, ATTACHE_HTTP_PORT: port });
    await until('Discord', () => said(/^answering in Discord/)[0]);
    const interaction = discord.ask();
    await until("Discord's answer", () => interaction.message);
    const about = lines.filter(({ level }) => Number(level) >= 40);
    expect(about.map(({ msg }) => msg)).toEqual([
      `HTTP is off: Cannot listen on 127.0.0.1:${port} (EADDRINUSE): set ATTACHE_HTTP_PORT or ATTACHE_HTTP_HOST to another one.`,
    ]);
  });

  it('waits for no platform that does not answer at all', async () => {
    const refuse = (response: ServerResponse) => response.end('{"ok":false,"error":"invalid_auth"}');
    const held: ServerResponse[] = [];
    let take = (response: ServerResponse): unknown => held.push(response);
    const silent = createServer((_, response) => void take(response));
    const discord = await openDiscord();
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      silent.closeAllConnections();
      silent.close();
    });
    const env = {
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_APP_TOKEN: APP_TOKEN,
      SLACK_API_URL: `http://127.0.0.1:${(silent.address() as AddressInfo).port}/api/`,
    };
    const { said } = await openHouse({ ...env, ...discord.env });
    await until('Discord', () => said(/^answering in Discord/)[0]);
    // Lets go of those who still wait.
    take = refuse;
    held.forEach(refuse);
    await until('the refusal', () => said(/^Slack is off: Slack refuses/)[0]);
  });

  it('goes on with the others when a platform turns the bot out', async () => {
    const [slack, discord] = [await openSlack(), await openDiscord()];
    const { said } = await openHouse({ ...slack.env, ...discord.env });
    await until('both platforms', () => said(/^answering in/).length === 2);
    slack.slack.failing.set('apps.connections.open', 'token_revoked');
    void slack.slack.socket.drop().catch(() => undefined);
    await until('the loss', () => said(/^Slack is off: Slack refuses SLACK_APP_TOKEN \(token_revoked\)/)[0]);
    const interaction = discord.ask();
    await until("Discord's answer", () => interaction.message);
  });

  it('ends when the last platform turns the bot out', async () => {
    const slack = await openSlack();
    const { said, run } = await openHouse(slack.env);
    await until('Slack', () => said(/^answering in Slack/)[0]);
    slack.slack.failing.set('apps.connections.open', 'token_revoked');
    void slack.slack.socket.drop().catch(() => undefined);
    await expect(run).rejects.toThrow(/^Nothing is left to serve/);
  });

  it('answers the probes while the articles are being loaded', async () => {
    let load: (assistant: Assistant) => void = () => undefined;
    const loading = new Promise<Assistant>((resolve) => {
      load = resolve;
    });
    const { origin } = await openHouse(HTTP, { openAssistant: () => loading });
    const at = await origin();
    expect((await fetch(`${at}/healthz`)).status).toBe(200);
    const response = await fetch(`${at}/readyz`);
    expect([response.status, (await jsonOf<Readiness>(response)).reasons]).toEqual([
      503,
      ['The articles are being loaded.'],
    ]);
    expect((await askOverHttp(at)).status).toBe(503);
    load(new FakeAssistant());
    await until('readiness', async () => (await fetch(`${at}/readyz`)).ok);
    expect((await askOverHttp(at)).status).toBe(200);
  });

  it('can be stopped while the articles are being loaded', async () => {
    const { house, run, origin } = await openHouse(HTTP, {
      openAssistant: (signal) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(new AttacheError('ABORTED', 'Stopped.')));
        }),
    });
    await origin();
    await house.stop();
    await expect(run).resolves.toBeUndefined();
  });

  it('says what went wrong if the articles cannot be loaded', async () => {
    const { run } = await openHouse(HTTP, {
      openAssistant: () => Promise.reject(new AttacheError('CORPUS_NOT_FOUND', 'There is no folder x.')),
    });
    await expect(run).rejects.toThrow('There is no folder x.');
  });

  it('says what to set if nothing is configured, and loads nothing', async () => {
    const { run, opened, said } = await openHouse({});
    await expect(run).rejects.toThrow(
      'Nothing to serve. Set SLACK_BOT_TOKEN (docs/slack.md), DISCORD_TOKEN (docs/discord.md) or ATTACHE_HTTP_PORT (docs/http.md).',
    );
    expect(opened()).toBe(0);
    expect(said(/ is off: /).map(({ msg }) => msg)).toEqual([
      'Slack is off: SLACK_BOT_TOKEN is not set.',
      'Discord is off: DISCORD_TOKEN is not set.',
      'HTTP is off: ATTACHE_HTTP_PORT is not set.',
    ]);
  });

  it('says what to change if nothing that is configured can be used, and loads nothing', async () => {
    const env = { SLACK_BOT_TOKEN: 'xoxp-123456', ATTACHE_HTTP_PORT: '1', ATTACHE_HTTP_HOST: '0.0.0.0' };
    const { run, opened, said } = await openHouse(env);
    await expect(run).rejects.toThrow(/^Nothing to serve. What is configured cannot be used/);
    expect(opened()).toBe(0);
    expect(said(/^Slack is off: SLACK_BOT_TOKEN does not look like a bot token/)).toHaveLength(1);
    expect(said(/^HTTP is off: ATTACHE_HTTP_HOST 0\.0\.0\.0 can be reached by others/)).toHaveLength(1);
  });

  it('lets HTTP and the platforms take turns', async () => {
    const slack = await openSlack();
    const { assistant, origin, said } = await openHouse({
      ...slack.env,
      ...HTTP,
      ATTACHE_HTTP_RATE_LIMIT: '0',
    });
    await until('Slack', () => said(/^answering in Slack/)[0]);
    const at = await origin();
    assistant.hold();
    const flood = Array.from({ length: 20 }, () => askOverHttp(at));
    await until('the flood', async () =>
      /attache_queue_depth\{adapter="http"\} 19\n/.test(await (await fetch(`${at}/metrics`)).text()),
    );
    await slack.ask();
    await until('its place', async () =>
      /attache_queue_depth\{adapter="slack"\} 1\n/.test(await (await fetch(`${at}/metrics`)).text()),
    );
    assistant.release();
    await Promise.all(flood);
    await until("Slack's answer", () => slack.slack.messages[0]);
    // Only chats bring the earlier questions of their conversation.
    const place = assistant.asked.findIndex(({ options }) => options.context !== undefined);
    expect(place).toBeGreaterThanOrEqual(1);
    expect(place).toBeLessThanOrEqual(2);
  });
});
