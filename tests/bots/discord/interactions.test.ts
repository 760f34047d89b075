import { describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../../src/bots/store/database.ts';
import { readReport } from '../../../src/bots/store/report.ts';
import { answered, highlighted, LABEL, QUESTION, WHO } from '../fake-assistant.ts';
import { until } from '../until.ts';
import {
  buttonInteraction,
  commandInteraction,
  ELSEWHERE,
  IN_CHANNEL,
  messageCreate,
  option,
} from './fake/payloads.ts';
import { buttonsOf, seeMessage } from './fake/see-message.ts';
import { CHANNEL, GUILD } from './fake/world-map.ts';
import { openWorld } from './open-world.ts';
import type { DiscordWorld } from './world.ts';

const ask = [option('question', QUESTION)];

/** Begins `/ask` with an interaction that Discord treats as `state` says. */
function askWhile(
  world: DiscordWorld,
  state: 'unknown' | 'expired' | 'deleted',
  options: readonly object[] = ask,
) {
  const user = world.person();
  return world.interact(
    2,
    user,
    IN_CHANNEL,
    (interaction) => commandInteraction(interaction, { user, spot: IN_CHANNEL }, 'ask', options),
    state,
  );
}

describe('/ask', () => {
  it('shows the question, the colour and the newest source', async () => {
    const { world, reply } = await openWorld();
    const asked = await world.command(world.person(), 'ask', ask);
    const seen = await reply(asked);
    expect(seen.text).toContain(QUESTION);
    expect(seen.text).toContain('Newest source: 14 Nov 2023');
    expect(seen.private).toBe(false);
  });

  it('answers the asker alone if asked to', async () => {
    const { world, reply } = await openWorld();
    const seen = await reply(await world.command(world.person(), 'ask', [...ask, option('private', true)]));
    expect(seen.private).toBe(true);
  });

  it('passes on the bounds', async () => {
    const { world, reply, assistant } = await openWorld();
    const bounds = [option('since', '2023-10'), option('until', '2023')];
    await reply(await world.command(world.person(), 'ask', [...ask, ...bounds]));
    expect(assistant.asked[0]?.options).toMatchObject({ since: '2023-10-01', until: '2023-12-31' });
  });

  it('says how to write a bound that it cannot read', async () => {
    const { world, reply, assistant } = await openWorld();
    const seen = await reply(
      await world.command(world.person(), 'ask', [...ask, option('since', 'last *autumn*')]),
    );
    expect(seen.text).toContain("I cannot read 'since: last *autumn*'");
    expect(seen.private).toBe(true);
    expect(assistant.asked).toEqual([]);
  });

  it('says so if no day lies between the bounds', async () => {
    const { world, reply, assistant } = await openWorld();
    const bounds = [option('since', '2024'), option('until', '2023')];
    const seen = await reply(await world.command(world.person(), 'ask', [...ask, ...bounds]));
    expect(seen.text).toContain("'since: 2024-01-01' is after 'until: 2023-12-31'");
    expect(seen.private).toBe(true);
    expect(assistant.asked).toEqual([]);
  });

  it('works in a server that the app is not in, for a person who installed it', async () => {
    const { world, reply } = await openWorld();
    const seen = await reply(await world.command(world.person(), 'ask', ask, ELSEWHERE));
    expect(seen.bold).toEqual([WHO]);
  });

  it('works in a direct message', async () => {
    const { world, reply } = await openWorld();
    const user = world.person();
    const seen = await reply(await world.command(user, 'ask', ask, world.directSpot(user)));
    expect(seen.bold).toEqual([WHO]);
  });

  it('says that it does not answer in a server that is not on the list', async () => {
    const { world, reply, assistant } = await openWorld({ DISCORD_ALLOWED_GUILDS: GUILD });
    const refused = await reply(await world.command(world.person(), 'ask', ask, ELSEWHERE));
    expect(refused.text).toContain('not set up to answer here');
    expect(refused.private).toBe(true);
    const seen = await reply(await world.command(world.person(), 'ask', ask));
    expect(seen.bold).toEqual([WHO]);
    expect(assistant.asked).toHaveLength(1);
  });

  it('says so if it is cut off by a stop, and is answered in the same place after the restart', async () => {
    const { world, assistant, reply } = await openWorld();
    assistant.hold();
    world.drainTimeoutMs = 50;
    await world.restart();
    const asked = await world.command(world.person(), 'ask', ask);
    await until('the question to be in hand', () => assistant.asked.length === 1);
    await world.adapter().stop();
    expect((await reply(asked)).text).toContain('I was restarted');
    assistant.release();
    await world.restart();
    await until('the answer', () => world.replies(asked)[0]?.bold.includes(WHO));
    expect(world.replies(asked)).toHaveLength(1);
  });
});

describe('a burst of commands', () => {
  it('is acknowledged before the core keeps the process busy', async () => {
    const { world, assistant } = await openWorld();
    const waiting: number[] = [];
    assistant.reply = (question) => {
      const begun = [...world.discord.interactions.values()];
      waiting.push(begun.filter(({ acknowledgedAt }) => acknowledgedAt === null).length);
      return answered(question, [highlighted(WHO)]);
    };
    const asked = await Promise.all(
      Array.from({ length: 50 }, (_, index) => world.command(world.person(`burst${index}`), 'ask', ask)),
    );
    await until('every answer', () => asked.every((one) => world.replies(one).length === 1));
    expect(waiting.slice(4)).toEqual(asked.slice(4).map(() => 0));
  });
});

describe('when the interaction does not take the answer', () => {
  const posted = (world: DiscordWorld) => until('a message', () => world.discord.messages[0]);

  it('answers in the channel if Discord did not wait for the acknowledgement (10062)', async () => {
    const { world } = await openWorld();
    await askWhile(world, 'unknown');
    const message = await posted(world);
    expect([message.channel, seeMessage(message).bold]).toEqual([CHANNEL, [WHO]]);
    expect(seeMessage(message).text).toContain(QUESTION);
    expect(world.refusals()).toEqual([]);
  });

  it('answers in the channel if the token has expired', async () => {
    const { world } = await openWorld();
    await askWhile(world, 'expired');
    expect((await posted(world)).channel).toBe(CHANNEL);
    // The bot token is not lost over it.
    const second = await world.ask({ place: 'mention', text: QUESTION });
    await until('an answer to a mention', () => world.replies(second)[0]);
  });

  it('answers directly if only the asker may see it', async () => {
    const { world } = await openWorld();
    await askWhile(world, 'expired', [...ask, option('private', true)]);
    expect((await posted(world)).direct).toBe(true);
  });

  it('answers directly if it may not write in the channel', async () => {
    const { world } = await openWorld({}, (discord) => discord.closedChannels.set(CHANNEL, 50_001));
    await askWhile(world, 'expired');
    expect((await posted(world)).direct).toBe(true);
  });

  it('keeps silent if somebody deleted the waiting reply', async () => {
    const { world, log } = await openWorld();
    await askWhile(world, 'deleted');
    await until('the log', () => log.some(({ msg }) => msg === 'the waiting reply was deleted'));
    expect(world.discord.messages).toEqual([]);
  });

  it('logs neither tokens nor words', async () => {
    const { world, log } = await openWorld();
    await askWhile(world, 'expired');
    await posted(world);
    const lines = JSON.stringify(log);
    expect(lines).toContain('Invalid Webhook Token');
    expect(lines).not.toContain('token-');
    expect(lines).not.toContain(QUESTION);
    expect(lines).not.toContain('fake.discord.token');
  });
});

describe('autocomplete', () => {
  const suggest = async (world: DiscordWorld, typed: string, spot = IN_CHANNEL) => {
    const user = world.person();
    const focused = option('question', typed, { focused: true });
    await world.interact(4, user, spot, (interaction) =>
      commandInteraction(interaction, { user, spot }, 'ask', [focused]),
    );
    return [...world.discord.interactions.values()].at(-1)?.choices?.map(({ name }) => name);
  };

  it('suggests examples and titles that match', async () => {
    const { world } = await openWorld();
    expect(await suggest(world, '')).toContain(QUESTION);
    expect(await suggest(world, 'partners meet')).toEqual(['Partners meet again']);
    expect(world.refusals()).toEqual([]);
  });

  it('suggests nothing where it does not answer', async () => {
    const { world } = await openWorld({ DISCORD_ALLOWED_GUILDS: GUILD });
    expect(await suggest(world, '', ELSEWHERE)).toEqual([]);
  });
});

describe('/articles', () => {
  it('lists them to the asker alone', async () => {
    const { world, reply } = await openWorld();
    const seen = await reply(await world.command(world.person(), 'articles', []));
    expect(seen.text).toContain(LABEL);
    expect(seen.text).toContain('Partners meet again');
    expect(seen.private).toBe(true);
  });

  it('searches titles', async () => {
    const { world, reply } = await openWorld();
    const seen = await reply(
      await world.command(world.person(), 'articles', [option('search', 'ljubljana')]),
    );
    expect(seen.text).toContain(LABEL);
    expect(seen.text).not.toContain('Partners meet again');
  });
});

describe('buttons', () => {
  it('take note of a press that they do not know', async () => {
    const { world } = await openWorld();
    const asked = await world.ask({ place: 'mention', text: QUESTION });
    const message = await until('a reply', () => world.messages(asked)[0]);
    const user = world.person();
    await world.interact(3, user, IN_CHANNEL, (interaction) => ({
      ...commandInteraction(interaction, { user, spot: IN_CHANNEL }, '', []),
      message: messageCreate({
        id: message.id,
        author: user,
        content: '',
        spot: IN_CHANNEL,
        mentionsBot: false,
      }),
      data: { component_type: 2, custom_id: 'from:another:age' },
    }));
    expect(world.discord.messages).toHaveLength(1);
    expect(world.refusals()).toEqual([]);
  });

  it.each(['up', 'more'] as const)('do nothing in a server that is not on the list: %s', async (name) => {
    const { world, dataDir } = await openWorld({ DISCORD_ALLOWED_GUILDS: GUILD });
    const asked = await world.ask({ place: 'mention', text: QUESTION });
    const message = await until('a reply', () => world.messages(asked)[0]);
    const [, customId = ''] = buttonsOf(message).find(([button]) => button === name) ?? [];
    expect(customId).not.toBe('');
    const user = world.person();
    await world.interact(3, user, ELSEWHERE, (interaction) =>
      buttonInteraction(interaction, { user, spot: ELSEWHERE }, { message, customId }),
    );
    await world.adapter().stop();
    expect(world.discord.messages).toHaveLength(1);
    const database = await openDatabase(dataDir);
    onTestFinished(() => database.close());
    expect(await readReport(database, 1, 1)).toMatchObject({ up: 0, down: 0 });
  });

  it('thank for a vote, to the person who pressed alone', async () => {
    const { world, reply } = await openWorld();
    const asked = await world.ask({ place: 'mention', text: QUESTION });
    await reply(asked);
    const seen = await reply(await world.press(asked, 'up'));
    expect(seen).toMatchObject({ text: 'Thank you, noted.', private: true });
  });
});
