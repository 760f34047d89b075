import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { SlackAdapter } from '../../../src/bots/slack/adapter.ts';
import { parseSlackSettings } from '../../../src/bots/slack/settings.ts';
import { FakeAssistant, LABEL, QUESTION } from '../fake-assistant.ts';
import { recordingLogger } from '../recording-logger.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { until } from '../until.ts';
import { APP_TOKEN, BOT_TOKEN, FakeSlack } from './fake/fake-slack.ts';
import { message } from './fake/payloads.ts';
import { postSigned } from './fake/signed-request.ts';
import { SlackWorld, type Transport } from './world.ts';

async function open(transport: Transport) {
  const world = await SlackWorld.open(transport, {
    assistant: new FakeAssistant(),
    env: { ATTACHE_DATA_DIR: await temporaryFolder() },
    log: () => undefined,
  });
  onTestFinished(() => world.close());
  return world;
}

const answer = async (world: SlackWorld) => {
  const asked = await world.ask({ place: 'mention', text: QUESTION });
  const seen = await until('the answer', () => world.replies(asked)[0]);
  expect(seen.text).toContain(LABEL);
};

describe('Slack in Socket Mode', () => {
  it('connects anew when Slack asks it to', async () => {
    const world = await open('socket');
    await world.slack.socket.refresh();
    await answer(world);
  });

  it('survives one cut after the other', async () => {
    const world = await open('socket');
    for (let cut = 0; cut < 3; cut += 1) await world.dropConnection();
    await answer(world);
  });

  it('keeps trying while Slack cannot be reached', async () => {
    const world = await open('socket');
    world.slack.failing.set('apps.connections.open', 'internal_error');
    const attempts = () =>
      world.slack.calls.filter(({ method }) => method === 'apps.connections.open').length;
    const before = attempts();
    const reconnected = world.slack.socket.drop();
    await until('a second attempt', () => attempts() >= before + 2);
    expect(world.adapter().status().state).toBe('connecting');
    world.slack.failing.clear();
    await reconnected;
    await answer(world);
  });

  it('reports that it is lost once its token is revoked', async () => {
    const world = await open('socket');
    world.slack.failing.set('apps.connections.open', 'token_revoked');
    const lost = expect(world.adapter().closed).rejects.toThrow(
      /^Slack refuses SLACK_APP_TOKEN \(token_revoked\)/,
    );
    void world.slack.socket.drop().catch(() => undefined);
    await lost;
    expect(world.adapter().status().state).toBe('failed');
    world.slack.failing.clear();
  });

  it('stops without a goodbye if Slack no longer listens', async () => {
    const world = await open('socket');
    world.slack.socket.freeze();
    await world.adapter().stop();
    expect(world.adapter().status().state).toBe('stopped');
  });

  it('is not disturbed by frames that mean nothing', async () => {
    const world = await open('socket');
    for (const frame of ['', 'not json', '{}', '[]', 'null', '{"type":"events_api","envelope_id":"x"}']) {
      world.slack.socket.sendRaw(frame);
    }
    await answer(world);
  });

  it('is not disturbed by events without the parts it reads', async () => {
    const world = await open('socket');
    await world.deliver(message({ user: 'U1', text: QUESTION, ts: '1' }, { ts: undefined, text: 5 }));
    await answer(world);
  });
});

describe('Slack over HTTP', () => {
  it.each([
    ['a wrong signature', { secret: 'another-secret' }],
    ['a signature that is older than five minutes', { timestamp: Math.floor(Date.now() / 1_000) - 301 }],
  ])('rejects %s', async (_, options) => {
    const world = await open('http');
    const { payload } = message({ user: 'U1', text: QUESTION, ts: '1', channel: 'DU1' });
    const url = `http://127.0.0.1:${world.env.PORT}/slack/events`;
    const response = await postSigned(url, 'application/json', JSON.stringify(payload), options);
    expect(response.status).toBe(401);
    await world.adapter().stop();
    expect(world.slack.messages).toEqual([]);
  });

  it('answers an event that only arrives at the second try', async () => {
    const world = await open('http');
    await world.deliver(message({ user: 'U1', text: QUESTION, ts: '1', channel: 'DU1' }), 1);
    await until('the answer', () => world.slack.messages[0]);
  });

  it.each([
    ['says nothing', ''],
    ['sends half a request', 'POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nab'],
  ])('stops though somebody is connected who %s', async (_, sent) => {
    const world = await open('http');
    const line = connect(Number(world.env.PORT), '127.0.0.1', () => line.write(sent));
    onTestFinished(() => void line.destroy());
    const cut = once(line, 'close');
    line.on('error', () => undefined);
    // An answer on a later connection tells that the first has been taken.
    const url = `http://127.0.0.1:${world.env.PORT}/slack/events`;
    await once(line, 'connect');
    await postSigned(url, 'application/json', '{"type":"url_verification","challenge":"c"}');
    await world.adapter().stop();
    await cut;
  });

  it("answers Slack's check of the address", async () => {
    const world = await open('http');
    const url = `http://127.0.0.1:${world.env.PORT}/slack/events`;
    const body = JSON.stringify({ type: 'url_verification', challenge: 'c' });
    const response = await postSigned(url, 'application/json', body);
    expect(await response.json()).toEqual({ challenge: 'c' });
  });
});

describe('Slack: the start', () => {
  it.each([
    [
      { SLACK_BOT_TOKEN: 'xoxb-wrong' },
      /^Slack refuses SLACK_BOT_TOKEN \(invalid_auth\): copy the bot token/,
    ],
    [
      { SLACK_APP_TOKEN: 'xapp-wrong' },
      /^Slack refuses SLACK_APP_TOKEN \(invalid_auth\): create an app-level token/,
    ],
    [{ SLACK_API_URL: 'http://127.0.0.1:9/api/' }, /^Cannot reach Slack at http:\/\/127\.0\.0\.1:9\/api\//],
  ])('ends with one line that says what to set: %j', async (wrong, line) => {
    const world = await open('socket');
    const settings = parseSlackSettings({
      ...world.env,
      ATTACHE_DATA_DIR: await temporaryFolder(),
      ...wrong,
    });
    const { logger } = recordingLogger();
    const adapter = new SlackAdapter({ settings, assistant: new FakeAssistant(), logger });
    await expect(adapter.start()).rejects.toThrow(line);
    expect(adapter.status().state).toBe('failed');
    await adapter.stop();
  });

  it('says why where Slack gives an address, but no WebSocket can be opened there', async () => {
    const world = await open('socket');
    world.slack.socket.mood = 'refuses';
    const settings = parseSlackSettings({ ...world.env, ATTACHE_DATA_DIR: await temporaryFolder() });
    const { logger } = recordingLogger();
    const adapter = new SlackAdapter({ settings, assistant: new FakeAssistant(), logger });
    await expect(adapter.start()).rejects.toThrow(
      /^Cannot reach Slack at \S+ \(no WebSocket to 127\.0\.0\.1:\d+ could be opened\): check the network, the proxy/,
    );
    await adapter.stop();
  });

  it.each<[string, (slack: FakeSlack) => void]>([
    ['whose token this is', (slack) => slack.ignore('auth.test')],
    ['where to connect', (slack) => slack.ignore('apps.connections.open')],
    [
      'hello',
      (slack) => {
        slack.socket.mood = 'says nothing';
      },
    ],
  ])('can be stopped while Slack does not say %s', async (_, prepare) => {
    const slack = new FakeSlack();
    await slack.start();
    onTestFinished(() => slack.close());
    prepare(slack);
    const settings = parseSlackSettings({
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_APP_TOKEN: APP_TOKEN,
      SLACK_API_URL: slack.apiUrl,
      ATTACHE_DATA_DIR: await temporaryFolder(),
    });
    const { logger } = recordingLogger();
    const adapter = new SlackAdapter({ settings, assistant: new FakeAssistant(), logger });
    const started = adapter.start();
    await until('the attempt', () => slack.waiting === 1);
    await adapter.stop();
    await started;
    await until('the attempt to be given up', () => slack.waiting === 0);
    expect(adapter.status().state).toBe('stopped');
  });

  it('says so when its port is taken', async () => {
    const world = await open('http');
    const settings = parseSlackSettings({ ...world.env, ATTACHE_DATA_DIR: await temporaryFolder() });
    const { logger } = recordingLogger();
    const adapter = new SlackAdapter({ settings, assistant: new FakeAssistant(), logger });
    await expect(adapter.start()).rejects.toThrow(/^Cannot listen on port \d+ \(EADDRINUSE\): set PORT/);
    await adapter.stop();
  });

  it('writes no token to the log', async () => {
    const world = await open('socket');
    const { logger, lines } = recordingLogger();
    const settings = parseSlackSettings({
      ...world.env,
      ATTACHE_DATA_DIR: await temporaryFolder(),
      SLACK_APP_TOKEN: 'xapp-wrong',
    });
    const adapter = new SlackAdapter({ settings, assistant: new FakeAssistant(), logger });
    await adapter.start().catch((error) => logger.error({ err: error }));
    await adapter.stop();
    expect(JSON.stringify(lines)).not.toMatch(/xapp-wrong|xoxb-fake/);
  });
});
