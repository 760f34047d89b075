import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { LABEL, QUESTION, WHO } from '../fake-assistant.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { until } from '../until.ts';
import { APP_TOKEN, BOT_TOKEN, FakeSlack } from './fake/fake-slack.ts';
import { mention, message } from './fake/payloads.ts';
import { seeMessage } from './fake/see-message.ts';

async function openSlack(): Promise<FakeSlack> {
  const slack = new FakeSlack();
  await slack.start();
  onTestFinished(() => slack.close());
  return slack;
}

function launch(env: Record<string, string>): { child: ChildProcess; errors: () => string } {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', path.join(import.meta.dirname, 'process-entry.ts')],
    {
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  let errors = '';
  child.stderr?.on('data', (chunk) => {
    errors += String(chunk);
  });
  return { child, errors: () => errors };
}

const exitCode = async (child: ChildProcess) =>
  child.exitCode === null ? (await once(child, 'exit'))[0] : child.exitCode;

describe('attache slack as a process', () => {
  it('answers a mention with its source, survives kill -9, and stops on SIGTERM', async () => {
    const slack = await openSlack();
    const env = {
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_APP_TOKEN: APP_TOKEN,
      SLACK_API_URL: slack.apiUrl,
      ATTACHE_DATA_DIR: await temporaryFolder(),
    };
    const first = launch(env);
    const events = mention({ user: 'U1', text: QUESTION, ts: slack.timestamp() });
    for (const { type, payload } of events) await slack.socket.deliver(type, payload);
    const posted = await until('the answer', () => slack.messages[0]);
    expect(seeMessage(posted).text).toContain(LABEL);
    expect(seeMessage(posted).bold).toEqual([WHO]);

    first.child.kill('SIGKILL');
    await exitCode(first.child);
    const second = launch(env);
    // The same event once more, and a new one after it.
    for (const { type, payload } of events) await slack.socket.deliver(type, payload, 1);
    for (const { type, payload } of mention({ user: 'U1', text: QUESTION, ts: slack.timestamp() })) {
      await slack.socket.deliver(type, payload);
    }
    await until('the second answer', () => slack.messages[1]);
    second.child.kill('SIGTERM');
    expect(await exitCode(second.child)).toBe(0);
    expect(slack.messages).toHaveLength(2);
    expect(slack.refusals).toEqual([]);
  });

  it('answers after a restart what kill -9 cut off', async () => {
    const slack = await openSlack();
    const env = {
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_APP_TOKEN: APP_TOKEN,
      SLACK_API_URL: slack.apiUrl,
      ATTACHE_DATA_DIR: await temporaryFolder(),
    };
    const first = launch({ ...env, HOLD: '1' });
    const { type, payload } = message({ user: 'U1', text: QUESTION, ts: slack.timestamp(), channel: 'DU1' });
    await slack.socket.deliver(type, payload);
    await until('the question to be in hand', () =>
      slack.calls.find(({ method }) => method.endsWith('setStatus')),
    );
    first.child.kill('SIGKILL');
    await exitCode(first.child);
    expect(slack.messages).toEqual([]);

    const second = launch(env);
    await until('the answer', () => slack.messages[0]);
    second.child.kill('SIGTERM');
    expect(await exitCode(second.child)).toBe(0);
    expect(slack.messages).toHaveLength(1);
  });

  it('ends at once with one line when a token is wrong', async () => {
    const slack = await openSlack();
    const { child, errors } = launch({
      SLACK_BOT_TOKEN: 'xoxb-wrong',
      SLACK_APP_TOKEN: APP_TOKEN,
      SLACK_API_URL: slack.apiUrl,
      ATTACHE_DATA_DIR: await temporaryFolder(),
    });
    expect(await exitCode(child)).toBe(1);
    expect(errors().trim().split('\n').at(-1)).toMatch(
      /^Slack refuses SLACK_BOT_TOKEN \(invalid_auth\): copy the bot token/,
    );
  });
});
