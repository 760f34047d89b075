import { describe, expect, it, onTestFinished } from 'vitest';
import { DiscordAdapter } from '../../../src/bots/discord/adapter.ts';
import { parseDiscordSettings } from '../../../src/bots/discord/settings.ts';
import { FakeAssistant, LABEL, QUESTION } from '../fake-assistant.ts';
import { recordingLogger } from '../recording-logger.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { until } from '../until.ts';
import { FakeDiscord, TOKEN } from './fake/fake-discord.ts';
import { option } from './fake/payloads.ts';
import { BOT, GUILD } from './fake/world-map.ts';
import { openWorld } from './open-world.ts';

describe('the connection', () => {
  it('is renewed when Discord asks for it (op 7), and nothing is lost in between', async () => {
    const { world, reply } = await openWorld();
    const renewed = world.discord.gateway.requestReconnect();
    const asked = await world.ask({ place: 'mention', text: QUESTION });
    await renewed;
    await world.ready();
    expect((await reply(asked)).text).toContain(LABEL);
    expect((await reply(await world.ask({ place: 'slash command', text: QUESTION }))).text).toContain(LABEL);
  });

  it('resumes after a dropped socket and answers what was asked meanwhile', async () => {
    const { world, reply } = await openWorld();
    const dropped = world.discord.gateway.drop();
    const asked = await world.ask({ place: 'mention', text: QUESTION });
    await dropped;
    expect((await reply(asked)).text).toContain(LABEL);
    expect(world.discord.gateway.identified).toBe(1);
  });

  it('begins anew when the session is gone (op 9)', async () => {
    const { world, reply } = await openWorld();
    await world.discord.gateway.invalidate();
    await world.ready();
    expect((await reply(await world.ask({ place: 'mention', text: QUESTION }))).text).toContain(LABEL);
  });

  it('answers a question that was in hand when the socket dropped', async () => {
    const { world, assistant, reply } = await openWorld();
    assistant.hold();
    const asked = await world.ask({ place: 'slash command', text: QUESTION });
    await world.dropConnection();
    assistant.release();
    expect((await reply(asked)).text).toContain(LABEL);
  });

  it('ends with one line when Discord closes it for good', async () => {
    const { world } = await openWorld();
    world.discord.gateway.closeWith(4004);
    await expect(world.adapter().closed).rejects.toThrow(
      /^Discord closed the connection for good \(4004\).*DISCORD_TOKEN/,
    );
    expect(world.adapter().status().state).toBe('failed');
  });

  it('is let finish its renewal by a stop', async () => {
    const { world, log } = await openWorld();
    const { gateway } = world.discord;
    const renewed = gateway.drop();
    await until('the loss', () => world.adapter().status().state === 'connecting');
    await world.adapter().stop();
    await renewed;
    expect(world.adapter().status().state).toBe('stopped');
    expect(log.map(({ msg }) => msg)).toContain('connected again');
    await until('its end', () => !gateway.connected);
  });
});

describe('a stop during the start', () => {
  async function begin(prepare: (discord: FakeDiscord) => void) {
    const discord = new FakeDiscord();
    prepare(discord);
    await discord.start();
    onTestFinished(() => discord.close());
    const { logger, lines } = recordingLogger();
    const settings = parseDiscordSettings({
      DISCORD_TOKEN: TOKEN,
      DISCORD_API_URL: discord.apiUrl,
      ATTACHE_DATA_DIR: await temporaryFolder(),
    });
    const adapter = new DiscordAdapter({ settings, assistant: new FakeAssistant(), logger });
    const said = (line: string) => lines.filter(({ msg }) => msg === line).length;
    return { discord, adapter, said, started: adapter.start() };
  }

  it('need not wait for a gateway that takes no connection, of which the log tells once', async () => {
    const { discord, adapter, said, started } = await begin(({ gateway }) => gateway.close());
    await until('several attempts', () => discord.gateway.attempts >= 3);
    expect(said('Discord takes no connection, trying again')).toBe(1);
    await adapter.stop();
    await started;
    expect([adapter.status().state, said('answering in Discord')]).toEqual(['stopped', 0]);
  });

  it.each(['GET /applications/@me', 'PUT /applications/:id/commands', 'GET /gateway/bot'])(
    'need not wait for an API that does not answer %s',
    async (route) => {
      const { discord, adapter, started } = await begin(({ silent }) => silent.add(route));
      await until('the request', () => discord.calls.includes(route.replace(':id', BOT)));
      await adapter.stop();
      await started;
      expect(adapter.status().state).toBe('stopped');
    },
  );

  it('is none once it answers: what is in hand is finished', async () => {
    const { world, assistant, reply } = await openWorld();
    await world.dropConnection();
    assistant.hold();
    const asked = await world.ask({ place: 'slash command', text: QUESTION });
    await until('the question', () => assistant.asked.length === 1);
    const stopped = world.adapter().stop();
    assistant.release();
    await stopped;
    expect((await reply(asked)).text).toContain(LABEL);
  });
});

describe('the start', () => {
  async function start(env: Record<string, string>) {
    const settings = parseDiscordSettings({ ATTACHE_DATA_DIR: await temporaryFolder(), ...env });
    const adapter = new DiscordAdapter({
      settings,
      assistant: new FakeAssistant(),
      logger: recordingLogger().logger,
    });
    return adapter.start().finally(() => adapter.stop());
  }

  it('ends with one line when the token is wrong', async () => {
    const { world } = await openWorld();
    await expect(start({ ...world.env, DISCORD_TOKEN: 'wrong' })).rejects.toThrow(
      /^Discord refuses DISCORD_TOKEN \(401\): reset/,
    );
  });

  it('ends with one line when Discord cannot be reached', async () => {
    const env = { DISCORD_TOKEN: 'x', DISCORD_API_URL: 'http://127.0.0.1:9/api' };
    await expect(start(env)).rejects.toThrow(
      /^Cannot reach Discord at http:\/\/127\.0\.0\.1:9\/api .*DISCORD_API_URL\.$/,
    );
  });

  it('ends with one line when the app is not in the server for trying out', async () => {
    const { world } = await openWorld();
    const env = { ...world.env, DISCORD_GUILD_ID: '200000000000000077' };
    await expect(start(env)).rejects.toThrow(
      /^The app is not in the server DISCORD_GUILD_ID \(200000000000000077\)/,
    );
  });

  it.each([
    [{}, /^DISCORD_TOKEN is not set: copy the token/],
    [{ DISCORD_TOKEN: 'a', DISCORD_GUILD_ID: 'my server' }, /^DISCORD_GUILD_ID must be a server's id/],
    [{ DISCORD_TOKEN: 'a', DISCORD_API_URL: 'ftp://x' }, /^DISCORD_API_URL must be an http/],
    [{ DISCORD_TOKEN: 'a b' }, /^DISCORD_TOKEN does not look like a bot token/],
  ])('names the setting to change in %j', (env, line) => {
    expect(() => parseDiscordSettings(env)).toThrow(line);
  });

  it('takes the base address with or without version and slash, the token with or without its prefix', () => {
    const settings = parseDiscordSettings({
      DISCORD_TOKEN: 'Bot abc',
      DISCORD_API_URL: 'http://localhost:1/api/v10/',
    });
    expect(settings).toMatchObject({ token: 'abc', apiUrl: 'http://localhost:1/api' });
  });
});

describe('commands', () => {
  const puts = (calls: readonly string[]) => calls.filter((call) => call.startsWith('PUT'));

  it('are registered once, in terms that Discord takes', async () => {
    const { world } = await openWorld();
    expect(world.discord.commands.get('')?.map(({ name }) => name)).toEqual([
      'ask',
      'articles',
      'Find this in the articles',
    ]);
    expect(world.refusals()).toEqual([]);
    await world.restart();
    expect(puts(world.discord.calls)).toHaveLength(1);
  });

  it('are registered anew when they differ', async () => {
    const { world } = await openWorld();
    const [first] = world.discord.commands.get('') ?? [];
    if (first) (first.description_localizations as Record<string, string>).de = 'Etwas anderes';
    await world.restart();
    expect(puts(world.discord.calls)).toHaveLength(2);
  });

  it('are registered in one server for trying out, once too', async () => {
    const { world } = await openWorld({ DISCORD_GUILD_ID: GUILD });
    await world.restart();
    expect(world.discord.commands.get(GUILD)).toHaveLength(3);
    expect(world.discord.commands.get('')).toBeUndefined();
    expect(puts(world.discord.calls)).toHaveLength(1);
  });

  it('can be installed to a server and to a user, and used in every context', async () => {
    const { world } = await openWorld();
    for (const command of world.discord.commands.get('') ?? []) {
      expect(command).toMatchObject({ contexts: [0, 1, 2], integration_types: [0, 1] });
    }
  });

  it('are for servers only while the app cannot be installed to a user', async () => {
    const { world } = await openWorld({}, (discord) => {
      discord.application = { ...discord.application, integration_types_config: { '0': {} } };
    });
    expect(world.discord.commands.get('')?.[0]).toMatchObject({ contexts: [0, 1], integration_types: [0] });
  });

  it('have names in German, French, Italian, Spanish and Chinese', async () => {
    const { world } = await openWorld();
    const [ask] = world.discord.commands.get('') ?? [];
    expect(Object.keys((ask?.name_localizations ?? {}) as object)).toEqual(
      expect.arrayContaining(['de', 'fr', 'it', 'es-ES', 'es-419', 'zh-CN', 'zh-TW']),
    );
  });

  it('are called by their English names whatever the language', async () => {
    const { world, reply } = await openWorld();
    const asked = await world.command(world.person(), 'ask', [option('question', QUESTION)]);
    expect((await reply(asked)).text).toContain(LABEL);
  });
});
