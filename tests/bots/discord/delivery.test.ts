import { describe, expect, it, onTestFinished } from 'vitest';
import { notice } from '../../../src/bots/chat/notices.ts';
import { DiscordApi } from '../../../src/bots/discord/api.ts';
import { Delivery } from '../../../src/bots/discord/delivery.ts';
import type { InteractionTarget } from '../../../src/bots/discord/target.ts';
import { recordingLogger } from '../recording-logger.ts';
import { until } from '../until.ts';
import { FakeDiscord, TOKEN } from './fake/fake-discord.ts';
import { BOT, CHANNEL } from './fake/world-map.ts';

const USER = '400000000000000001';

async function open() {
  const discord = new FakeDiscord();
  await discord.start();
  const api = new DiscordApi({ apiUrl: discord.apiUrl, token: TOKEN });
  onTestFinished(async () => {
    api.close();
    await discord.close();
  });
  const interaction = discord.begin(2, CHANNEL);
  await api.defer(interaction, false);
  const target: InteractionTarget = {
    type: 'interaction',
    id: interaction.id,
    application: BOT,
    token: interaction.token,
    at: Date.now(),
    channel: CHANNEL,
    user: USER,
    private: false,
    direct: false,
    showQuestion: true,
  };
  return { discord, api, target };
}

describe('Delivery', () => {
  it('does not even try the token after 15 minutes: a refusal counts against the bot', async () => {
    const { discord, api, target } = await open();
    const { logger } = recordingLogger();
    const delivery = new Delivery({ api, logger, now: () => target.at + 15 * 60_000 });
    await delivery.answer(target, notice('help'));
    expect(discord.calls.filter((call) => call.startsWith('PATCH'))).toEqual([]);
    expect(discord.messages.map(({ channel }) => channel)).toEqual([CHANNEL]);
  });

  it('posts a message once, however often it is sent', async () => {
    const { discord, api, target } = await open();
    const { logger } = recordingLogger();
    const delivery = new Delivery({ api, logger });
    for (let time = 0; time < 2; time += 1) await delivery.answer({ ...target, token: null }, notice('help'));
    expect(discord.messages).toHaveLength(1);
  });

  it('gives up with AbortError once the connection is closed', async () => {
    const { discord, api, target } = await open();
    const { logger } = recordingLogger();
    discord.throttle(1_000);
    const delivered = new Delivery({ api, logger }).answer(target, notice('help'));
    await until('a refusal', () => discord.calls.some((call) => call.startsWith('PATCH')));
    api.close();
    await expect(delivered).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
  });
});
