import { onTestFinished } from 'vitest';
import type { Assistant } from '../../../src/answers/assistant.ts';
import { House } from '../../../src/bots/serve/house.ts';
import { planServing } from '../../../src/bots/serve/plan.ts';
import { logObserver } from '../../../src/bots/telemetry/log-observer.ts';
import { FakeDiscord, TOKEN } from '../discord/fake/fake-discord.ts';
import { commandInteraction, IN_CHANNEL, option } from '../discord/fake/payloads.ts';
import { FakeAssistant, QUESTION } from '../fake-assistant.ts';
import { recordingLogger } from '../recording-logger.ts';
import { APP_TOKEN, BOT_TOKEN, FakeSlack } from '../slack/fake/fake-slack.ts';
import { mention } from '../slack/fake/payloads.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { until } from '../until.ts';

const USER = '400000000000000001';

export async function openSlack() {
  const slack = new FakeSlack();
  await slack.start();
  onTestFinished(() => slack.close());
  const env = { SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_APP_TOKEN: APP_TOKEN, SLACK_API_URL: slack.apiUrl };
  const ask = async () => {
    for (const { type, payload } of mention({ user: 'U1', text: QUESTION, ts: slack.timestamp() })) {
      await slack.socket.deliver(type, payload);
    }
  };
  return { slack, env, ask };
}

export async function openDiscord() {
  const discord = new FakeDiscord();
  await discord.start();
  onTestFinished(() => discord.close());
  const ask = () => {
    const interaction = discord.begin(2, IN_CHANNEL.channel);
    const from = { user: USER, spot: IN_CHANNEL };
    const asked = [option('question', QUESTION)];
    discord.gateway.dispatch('INTERACTION_CREATE', commandInteraction(interaction, from, 'ask', asked));
    return interaction;
  };
  return { discord, env: { DISCORD_TOKEN: TOKEN, DISCORD_API_URL: discord.apiUrl }, ask };
}

interface Options {
  readonly openAssistant?: (signal: AbortSignal) => Promise<Assistant>;
}

/** A house that runs on this environment; its pauses last no time. */
export async function openHouse(env: Record<string, string>, options: Options = {}) {
  const assistant = new FakeAssistant();
  const { logger, lines } = recordingLogger();
  const whole = { ATTACHE_DATA_DIR: await temporaryFolder(), ATTACHE_RATE_LIMIT: '0', ...env };
  let opened = 0;
  const house = new House({
    plan: planServing(whole, logger),
    logger,
    observer: logObserver(logger),
    openAssistant: (signal) => {
      opened += 1;
      return options.openAssistant?.(signal) ?? Promise.resolve(assistant);
    },
    version: '1.2.3',
    wait: () => new Promise((resolve) => setImmediate(resolve)),
  });
  const run = house.run();
  run.catch(() => undefined);
  onTestFinished(() => house.stop());
  const said = (pattern: RegExp) => lines.filter(({ msg }) => pattern.test(String(msg)));
  const origin = () =>
    until('HTTP', () => said(/^answering over HTTP/)[0]?.origin as string | undefined) as Promise<string>;
  return { house, run, assistant, lines, said, origin, opened: () => opened };
}

export const HTTP = { ATTACHE_HTTP_PORT: '0' };

export const askOverHttp = (origin: string) =>
  fetch(`${origin}/v1/ask`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ question: QUESTION }),
  });
