import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { exitCode, launch } from '../launch.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { until } from '../until.ts';
import { APP_TOKEN, BOT_TOKEN, FakeSlack } from './fake/fake-slack.ts';
import { mention } from './fake/payloads.ts';
import { seeMessage } from './fake/see-message.ts';

const COMMAND_LINE = path.join(import.meta.dirname, '../../../src/cli/main.ts');

it('attache slack answers a mention from the shipped articles, with the source', async () => {
  const slack = new FakeSlack();
  await slack.start();
  onTestFinished(() => slack.close());
  const env = {
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_APP_TOKEN: APP_TOKEN,
    SLACK_API_URL: slack.apiUrl,
    ATTACHE_DATA_DIR: await temporaryFolder(),
  };
  const { child } = launch(COMMAND_LINE, env, 'slack');
  const text = 'who visited Ljubljana in October?';
  for (const { type, payload } of mention({ user: 'U1', text, ts: slack.timestamp() })) {
    await slack.socket.deliver(type, payload);
  }
  const seen = seeMessage(await until('the answer', () => slack.messages[0]));
  expect(seen.text).toContain('NDRC');
  expect(seen.text).toContain(
    'Chinese Delegation Visited Brussels and Ljubljana Region · News from China · 14 Nov 2023',
  );
  expect(seen.bold.join(' ')).toContain('National Development and Reform Commission');
  child.kill('SIGTERM');
  expect(await exitCode(child)).toBe(0);
  expect(slack.refusals).toEqual([]);
});
