import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { LABEL, QUESTION, WHO } from '../fake-assistant.ts';
import { exitCode, launch } from '../launch.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { until } from '../until.ts';
import { FakeDiscord, TOKEN } from './fake/fake-discord.ts';
import { commandInteraction, IN_CHANNEL, messageCreate, option } from './fake/payloads.ts';
import { seeMessage } from './fake/see-message.ts';
import { snowflake } from './fake/snowflake.ts';
import { BOT } from './fake/world-map.ts';

const USER = '400000000000000001';

async function openDiscord(): Promise<{ discord: FakeDiscord; env: Record<string, string> }> {
  const discord = new FakeDiscord();
  await discord.start();
  onTestFinished(() => discord.close());
  const env = {
    DISCORD_TOKEN: TOKEN,
    DISCORD_API_URL: discord.apiUrl,
    ATTACHE_DATA_DIR: await temporaryFolder(),
  };
  return { discord, env };
}

const entry = path.join(import.meta.dirname, 'process-entry.ts');

const started = (errors: () => string, times = 1) =>
  until('the start', () => errors().split('answering in Discord').length > times);

function ask(discord: FakeDiscord) {
  const interaction = discord.begin(2, IN_CHANNEL.channel);
  const from = { user: USER, spot: IN_CHANNEL };
  const event = commandInteraction(interaction, from, 'ask', [option('question', QUESTION)]);
  discord.gateway.dispatch('INTERACTION_CREATE', event);
  return { interaction, event };
}

describe('attache discord as a process', () => {
  it('answers /ask once, survives kill -9, and stops on SIGTERM', async () => {
    const { discord, env } = await openDiscord();
    const first = launch(entry, env);
    await started(first.errors);
    const last = ask(discord);
    await until('the answer', () => last.interaction.message);
    for (const { text, bold } of discord.messages.map(seeMessage)) {
      expect(text).toContain(LABEL);
      expect(bold).toEqual([WHO]);
    }

    first.child.kill('SIGKILL');
    await exitCode(first.child);
    const second = launch(entry, env);
    await started(second.errors);
    discord.gateway.dispatch('INTERACTION_CREATE', last.event);
    ask(discord);
    await until('one more answer', () => discord.messages[1]);
    second.child.kill('SIGTERM');
    expect(await exitCode(second.child)).toBe(0);
    expect(discord.messages).toHaveLength(2);
    expect(discord.refusals).toEqual([]);
    expect(first.errors() + second.errors()).not.toContain(TOKEN);
  });

  it('answers after a restart what kill -9 cut off', async () => {
    const { discord, env } = await openDiscord();
    const first = launch(entry, { ...env, HOLD: '1' });
    await started(first.errors);
    const { interaction } = ask(discord);
    await until('the acknowledgement', () => interaction.acknowledgedAt);
    const spot = { guild: null, channel: discord.directChannel(USER), type: 1, context: 1 };
    const message = { id: snowflake(), author: USER, content: QUESTION, spot, mentionsBot: false };
    discord.gateway.dispatch('MESSAGE_CREATE', messageCreate(message));
    await until('typing', () => discord.calls.some((call) => call.endsWith('/typing')));
    first.child.kill('SIGKILL');
    await exitCode(first.child);
    expect(discord.messages).toEqual([]);

    const second = launch(entry, env);
    await until('both answers', () => discord.messages[1]);
    second.child.kill('SIGTERM');
    expect(await exitCode(second.child)).toBe(0);
    expect(discord.messages.map((posted) => posted.interaction ?? posted.replyTo).sort()).toEqual(
      [interaction.id, message.id].sort(),
    );
  });

  it('ends at once with one line when the token is wrong', async () => {
    const { env } = await openDiscord();
    const { child, errors } = launch(entry, { ...env, DISCORD_TOKEN: 'wrong' });
    expect(await exitCode(child)).toBe(1);
    expect(errors().trim().split('\n').at(-1)).toMatch(
      /^Discord refuses DISCORD_TOKEN \(401\): reset the token/,
    );
  });

  it('takes 100 commands in a burst and answers each once', async () => {
    const { discord, env } = await openDiscord();
    const { child, errors } = launch(entry, { ...env, ATTACHE_RATE_LIMIT: '0' });
    await started(errors);
    const asked = Array.from({ length: 100 }, () => ask(discord).interaction);
    await until('every answer', () => asked.every(({ message }) => message !== null));
    child.kill('SIGTERM');
    expect(await exitCode(child)).toBe(0);
    expect(discord.messages).toHaveLength(100);
    expect(discord.refusals).toEqual([]);
  });
});

describe('attache discord without Discord', () => {
  it('stops on SIGTERM while it tries to connect again', async () => {
    const { discord, env } = await openDiscord();
    const { child, errors } = launch(entry, env);
    await started(errors);
    discord.gateway.close();
    await until('the loss', () => errors().includes('connecting again'));
    child.kill('SIGTERM');
    expect(await exitCode(child)).toBe(0);
  });
});

describe('attache discord told to stop', () => {
  it('while the gateway takes no first connection, ends', async () => {
    const { discord, env } = await openDiscord();
    discord.gateway.close();
    const { child, errors } = launch(entry, env);
    await until('an attempt', () => errors().includes('Discord takes no connection'));
    child.kill('SIGTERM');
    expect(await exitCode(child)).toBe(0);
    expect(errors()).toContain('stopped');
  });

  it('a second time ends at once, with the status of the signal', async () => {
    const { discord, env } = await openDiscord();
    const { child, errors } = launch(entry, { ...env, HOLD: '1' });
    await started(errors);
    const { interaction } = ask(discord);
    await until('the acknowledgement', () => interaction.acknowledgedAt);
    child.kill('SIGTERM');
    await until('the first', () => errors().includes('stopping'));
    child.kill('SIGINT');
    expect(await exitCode(child)).toBe(130);
  });
});

describe('attache discord doctor', () => {
  it('finds a sound installation sound, prints the invite link, and changes nothing', async () => {
    const { discord, env } = await openDiscord();
    const { child, output } = launch(entry, env, 'doctor');
    expect(await exitCode(child)).toBe(0);
    expect(output()).not.toContain('✗');
    expect(output()).toContain(`DISCORD_TOKEN is attache (application ${BOT})`);
    expect(output()).toContain(
      `https://discord.com/oauth2/authorize?client_id=${BOT}&scope=bot+applications.commands&permissions=274877991936&integration_type=0`,
    );
    expect(discord.calls.every((call) => call.startsWith('GET'))).toBe(true);
  });

  it('says what to change', async () => {
    const { discord, env } = await openDiscord();
    discord.guilds = [{ id: '200000000000000001', name: 'Fake', permissions: '1024' }];
    discord.application = { ...discord.application, flags: 1 << 18, integration_types_config: null };
    const { child, output, errors } = launch(
      entry,
      { ...env, DISCORD_GUILD_ID: '200000000000000077' },
      'doctor',
    );
    expect(await exitCode(child)).toBe(1);
    expect(output()).toContain('it lacks SendMessages (to reply to mentions), SendMessagesInThreads');
    expect(output()).toContain('the intent Message Content is not needed');
    expect(output()).toContain('it is not in the server DISCORD_GUILD_ID');
    expect(output()).toContain("switch on 'User Install'");
    expect(errors()).toContain('have to change');
  });
});
