import { writeFile } from 'node:fs/promises';
import { constants } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { FakeDiscord } from '../bots/discord/fake/fake-discord.ts';
import { QUESTION } from '../bots/fake-assistant.ts';
import { jsonOf } from '../bots/http/json-of.ts';
import { exitCode, type Launched, launch } from '../bots/launch.ts';
import { FakeSlack } from '../bots/slack/fake/fake-slack.ts';
import { temporaryFolder } from '../bots/temporary-folder.ts';
import { until } from '../bots/until.ts';
import { sharedCache } from '../retrieval/models/shared-cache.ts';

const HTTP_TOKEN = 'correct-horse-battery-staple';
const entry = path.join(import.meta.dirname, 'serve-entry.ts');

interface Line {
  readonly level: string;
  readonly msg: string;
  readonly [field: string]: unknown;
}

const linesOf = ({ output }: Launched): Line[] =>
  output()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);

async function serve(env: Record<string, string> = {}) {
  const launched = launch(entry, {
    ATTACHE_HTTP_PORT: '0',
    ATTACHE_HTTP_TOKEN: HTTP_TOKEN,
    ATTACHE_DATA_DIR: await temporaryFolder(),
    ...env,
  });
  const origin = await until('the start', () => /"origin":"([^"]+)"/.exec(launched.output())?.[1]);
  await until('the articles', () => launched.output().includes('the articles are loaded'));
  const ask = (question = QUESTION) =>
    fetch(`${origin}/v1/ask`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${HTTP_TOKEN}` },
      body: JSON.stringify({ question }),
    });
  const waiting = async () => {
    const headers = { authorization: `Bearer ${HTTP_TOKEN}` };
    return (await fetch(`${origin}/metrics`, { headers })).text();
  };
  return { ...launched, launched, origin, ask, waiting };
}

/** Asks two questions of a held assistant: one in hand and one that waits. */
async function askTwo({ ask, waiting }: Awaited<ReturnType<typeof serve>>) {
  const asked = [ask(), ask()];
  for (const one of asked) one.catch(() => undefined);
  await until('both', async () => /attache_queue_depth\{adapter="http"\} 1\n/.test(await waiting()));
  return asked;
}

describe('attache serve as a process', () => {
  it('finishes what is in hand and what waits on SIGTERM, then ends with 0', async () => {
    const served = await serve({ HOLD: '1', ON_SIGUSR2: 'release' });
    const asked = await askTwo(served);
    served.child.kill('SIGTERM');
    await until('the signal', () => served.output().includes('"stopping"'));
    served.child.kill('SIGUSR2');
    for (const one of asked) expect((await one).status).toBe(200);
    expect(await exitCode(served.child)).toBe(0);
    expect(linesOf(served).at(-1)?.msg).toBe('stopped');
  });

  it('gives up what does not end in time, says so to the client, and ends with 0', async () => {
    const served = await serve({ HOLD: '1' });
    const asked = await askTwo(served);
    served.child.kill('SIGTERM');
    for (const one of asked) {
      const response = await one;
      expect(response.status).toBe(503);
      expect((await jsonOf<{ detail: string }>(response)).detail).toContain('restarted');
    }
    expect(await exitCode(served.child)).toBe(0);
    expect(linesOf(served).at(-1)?.msg).toBe('stopped');
  });

  it('ends at once on a second signal', async () => {
    const served = await serve({ HOLD: '1' });
    const asked = await askTwo(served);
    served.child.kill('SIGTERM');
    await until('the signal', () => served.output().includes('"stopping"'));
    served.child.kill('SIGTERM');
    // By itself, as the first process of a container has to.
    expect(await exitCode(served.child)).toBe(128 + constants.signals.SIGTERM);
    for (const one of asked) await expect(one).rejects.toThrow();
  });

  it('logs an error that nobody handled, and goes on', async () => {
    const served = await serve({ ON_SIGUSR2: 'reject' });
    served.child.kill('SIGUSR2');
    await until('the line', () => served.output().includes('nobody handles this'));
    expect((await served.ask()).status).toBe(200);
    served.child.kill('SIGTERM');
    expect(await exitCode(served.child)).toBe(0);
  });

  it('logs an exception that nobody caught, finishes what is in hand, and ends with 1', async () => {
    const served = await serve({ ON_SIGUSR2: 'throw' });
    expect((await served.ask()).status).toBe(200);
    served.child.kill('SIGUSR2');
    expect(await exitCode(served.child)).toBe(1);
    expect(linesOf(served).find(({ level }) => level === 'fatal')).toMatchObject({
      err: { message: expect.stringContaining('nobody catches this') },
    });
  });

  it('writes one JSON line a question, and never its text', async () => {
    const served = await serve();
    await (await served.ask()).text();
    await until('the line', () => served.output().includes('"msg":"question"'));
    const [line] = linesOf(served).filter(({ msg }) => msg === 'question');
    expect(line).toMatchObject({
      level: 'info',
      id: expect.any(String),
      adapter: 'http',
      outcome: 'answered',
      reason: null,
      confidence: 0.9,
      ms: expect.any(Number),
      timings: { wait: expect.any(Number) },
    });
    expect(served.output() + served.errors()).not.toContain('Ljubljana');
  });

  it('writes the text of questions where that is allowed', async () => {
    const served = await serve({ ATTACHE_LOG_QUESTIONS: 'on' });
    await served.ask();
    await until('the line', () => linesOf(served).some(({ question }) => question === QUESTION));
  });

  it('writes less where less is wanted', async () => {
    const { child, output } = launch(entry, { ATTACHE_LOG_LEVEL: 'warn', SLACK_BOT_TOKEN: 'xoxp-no' });
    expect(await exitCode(child)).toBe(1);
    expect(output()).toContain('Slack is off: SLACK_BOT_TOKEN does not look like a bot token');
    expect(output()).not.toContain('Discord is off');
  });

  it('writes lines for people where somebody watches', async () => {
    const { child, output } = launch(entry, { TERMINAL: '1' });
    expect(await exitCode(child)).toBe(1);
    expect(output()).toContain('Slack is off: SLACK_BOT_TOKEN is not set.');
    expect(output()).not.toContain('{"level"');
  });

  it('writes no secret, whatever goes wrong', async () => {
    const [slack, discord] = [new FakeSlack(), new FakeDiscord()];
    await Promise.all([slack.start(), discord.start()]);
    onTestFinished(() => Promise.all([slack.close(), discord.close()]).then(() => undefined));
    const secrets = {
      SLACK_BOT_TOKEN: 'xoxb-secret-bot-token',
      SLACK_APP_TOKEN: 'xapp-secret-app-token',
      SLACK_SIGNING_SECRET: 'secret-signing-secret',
      DISCORD_TOKEN: 'Bot secret.discord.token',
      ATTACHE_HTTP_TOKEN: HTTP_TOKEN,
    };
    const served = await serve({
      ...secrets,
      SLACK_API_URL: slack.apiUrl,
      DISCORD_API_URL: discord.apiUrl,
      ATTACHE_LOG_LEVEL: 'trace',
      ATTACHE_LOG_QUESTIONS: 'on',
      ON_SIGUSR2: 'reject',
    });
    await until('both refusals', () => served.output().split(' is off: ').length === 3);
    expect((await served.ask(`my token is ${HTTP_TOKEN}`)).status).toBe(200);
    served.child.kill('SIGUSR2');
    await until('the error', () => served.output().includes('nobody handles this'));
    served.child.kill('SIGTERM');
    await exitCode(served.child);
    const written = served.output() + served.errors();
    for (const secret of [...Object.values(secrets), 'secret.discord.token'])
      expect(written).not.toContain(secret);
    expect(written).toContain('nobody handles this: ********');
  });
});

describe('attache serve', () => {
  const main = path.join(import.meta.dirname, '../../src/cli/main.ts');

  it('says what to set if nothing is configured, and which variable is misspelt', async () => {
    const { child, errors } = launch(main, { ATTACHE_HTP_PORT: '8080' }, 'serve');
    expect(await exitCode(child)).toBe(1);
    expect(errors()).toContain(
      'ATTACHE_HTP_PORT is not a setting and is ignored. Did you mean ATTACHE_HTTP_PORT?\n',
    );
    expect(errors()).toMatch(/attache: Nothing to serve\. Set SLACK_BOT_TOKEN .*\n$/);
  });

  it('writes no secret of an address from which nothing can be brought in', async () => {
    const corpus = await temporaryFolder();
    await writeFile(
      path.join(corpus, 'bridge.md'),
      '---\ntitle: A bridge opens\n---\n\nIt opened in May 2024.\n',
    );
    const { output, errors } = launch(
      main,
      {
        ATTACHE_HTTP_PORT: '0',
        ATTACHE_DATA_DIR: await temporaryFolder(),
        ATTACHE_CACHE_DIR: sharedCache,
        ATTACHE_CORPUS: corpus,
        ATTACHE_SOURCES: 'http://127.0.0.1:1/feed?token=hush-hush',
        ATTACHE_READER: 'off',
      },
      'serve',
    );
    await until('the failure', () => output().includes('a source could not be brought in'));
    expect(output()).toContain('"source":"http://127.0.0.1:1/feed?token=…"');
    expect(output() + errors()).not.toContain('hush');
  });

  it('names a setting of the log that is not usable', async () => {
    const { child, errors } = launch(main, { ATTACHE_LOG_LEVEL: 'loud' }, 'serve');
    expect(await exitCode(child)).toBe(1);
    expect(errors()).toMatch(/attache: ATTACHE_LOG_LEVEL must be fatal, error,.*\n$/);
    expect(errors()).not.toContain('    at ');
  });
});
