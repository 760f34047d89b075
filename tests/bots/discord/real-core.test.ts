import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { exitCode, launch } from '../launch.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { until } from '../until.ts';
import { FakeDiscord, TOKEN } from './fake/fake-discord.ts';
import { commandInteraction, IN_CHANNEL, option } from './fake/payloads.ts';
import { seeMessage } from './fake/see-message.ts';

const COMMAND_LINE = path.join(import.meta.dirname, '../../../src/cli/main.ts');
const USER = '400000000000000001';

it('attache discord answers /ask from the shipped articles, with the source', async () => {
  const discord = new FakeDiscord();
  await discord.start();
  onTestFinished(() => discord.close());
  const env = {
    DISCORD_TOKEN: TOKEN,
    DISCORD_API_URL: discord.apiUrl,
    ATTACHE_DATA_DIR: await temporaryFolder(),
  };
  const { child, output, errors } = launch(COMMAND_LINE, env, 'discord');
  await until('the start', () => `${output()}${errors()}`.includes('answering in Discord'));
  const interaction = discord.begin(2, IN_CHANNEL.channel);
  const question = option('question', 'who visited Ljubljana in October?');
  discord.gateway.dispatch(
    'INTERACTION_CREATE',
    commandInteraction(interaction, { user: USER, spot: IN_CHANNEL }, 'ask', [question]),
  );
  await until('the answer', () => interaction.message);
  const seen = seeMessage(await until('the message', () => discord.messages[0]));
  expect(seen.text).toContain('NDRC');
  expect(seen.text).toContain('Chinese Delegation Visited Brussels and Ljubljana Region');
  expect(seen.bold.join(' ')).toContain('National Development and Reform Commission');
  child.kill('SIGTERM');
  expect(await exitCode(child)).toBe(0);
});
