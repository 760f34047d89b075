import type { FakeInteraction, PostedMessage } from './state.ts';
import { BOT, CHANNEL, FOREIGN_CHANNEL, FOREIGN_GUILD, GUILD } from './world-map.ts';

/** Where a person is. */
export interface Spot {
  readonly guild: string | null;
  readonly channel: string;
  /** Channel type: 0 text, 1 direct message, 11 thread, 3 group of people. */
  readonly type: number;
  /** 0 server, 1 direct message with the bot, 2 another private channel. */
  readonly context: number;
}

export const IN_CHANNEL: Spot = { guild: GUILD, channel: CHANNEL, type: 0, context: 0 };
/** A server that the app is not in, reached by a person who installed it. */
export const ELSEWHERE: Spot = { guild: FOREIGN_GUILD, channel: FOREIGN_CHANNEL, type: 0, context: 0 };

export const user = (id: string) => ({
  id,
  username: `user${id.slice(-3)}`,
  global_name: 'Ana *Star*',
  discriminator: '0',
  avatar: null,
  bot: false,
});

const bot = { id: BOT, username: 'attache', discriminator: '0', avatar: null, bot: true };

export interface Written {
  readonly id: string;
  readonly author: string;
  readonly content: string;
  readonly spot: Spot;
  /** Whether the message mentions the bot, in its words or by replying. */
  readonly mentionsBot: boolean;
  readonly replyTo?: PostedMessage;
  readonly more?: object;
}

/** https://docs.discord.com/developers/events/gateway-events#message-create; words only where Discord hands them over. */
export function messageCreate({
  id,
  author,
  content,
  spot,
  mentionsBot,
  replyTo,
  more = {},
}: Written): object {
  const readable = spot.guild === null || mentionsBot;
  return {
    ...message(id, spot.channel, user(author), readable ? content : ''),
    type: replyTo ? 19 : 0,
    mentions: mentionsBot ? [bot] : [],
    channel_type: spot.type,
    ...(spot.guild === null ? {} : { guild_id: spot.guild, member: member() }),
    ...(replyTo
      ? {
          message_reference: { type: 0, message_id: replyTo.id, channel_id: spot.channel },
          referenced_message: botMessage(replyTo),
        }
      : {}),
    ...more,
  };
}

/** A message of the bot, as it comes along with what replies to it. */
function botMessage(posted: PostedMessage): object {
  return {
    ...message(posted.id, posted.channel, bot, posted.content),
    type: posted.replyTo ? 19 : 0,
    embeds: posted.embeds,
    ...(posted.replyTo
      ? { message_reference: { type: 0, message_id: posted.replyTo, channel_id: posted.channel } }
      : {}),
    ...(posted.interaction
      ? {
          interaction_metadata: {
            id: posted.interaction,
            type: 2,
            user: user('400000000000000001'),
            authorizing_integration_owners: { '0': GUILD },
          },
        }
      : {}),
  };
}

/** A command that was typed. */
export function commandInteraction(
  interaction: FakeInteraction,
  from: { readonly user: string; readonly spot: Spot },
  name: string,
  options: readonly object[],
): object {
  return {
    ...interactionBase(interaction, from),
    data: { id: '500000000000000001', name, type: 1, options },
  };
}

/** 'Find this in the articles' on a message. */
export function menuInteraction(
  interaction: FakeInteraction,
  from: { readonly user: string; readonly spot: Spot },
  content: string,
): object {
  const id = '600000000000000001';
  const resolved = {
    messages: { [id]: message(id, from.spot.channel, user('400000000000000002'), content) },
  };
  return {
    ...interactionBase(interaction, from),
    data: { id: '500000000000000002', name: 'Find this in the articles', type: 3, target_id: id, resolved },
  };
}

/** A button that was pressed. */
export function buttonInteraction(
  interaction: FakeInteraction,
  from: { readonly user: string; readonly spot: Spot },
  pressed: { readonly message: PostedMessage; readonly customId: string },
): object {
  return {
    ...interactionBase(interaction, from),
    message: botMessage(pressed.message),
    data: { component_type: 2, custom_id: pressed.customId },
  };
}

export const option = (name: string, value: string | boolean, more: object = {}) => ({
  name,
  type: typeof value === 'string' ? 3 : 5,
  value,
  ...more,
});

function interactionBase(
  interaction: FakeInteraction,
  { user: id, spot }: { user: string; spot: Spot },
): object {
  return {
    id: interaction.id,
    application_id: BOT,
    type: interaction.type,
    token: interaction.token,
    version: 1,
    channel: {
      id: spot.channel,
      type: spot.type,
      ...(spot.guild === null ? {} : { guild_id: spot.guild, name: 'a channel' }),
    },
    channel_id: spot.channel,
    ...(spot.guild === null
      ? { user: user(id) }
      : { guild_id: spot.guild, member: { ...member(), user: user(id) } }),
    app_permissions: '274877991936',
    locale: 'de',
    guild_locale: 'en-US',
    entitlements: [],
    authorizing_integration_owners: spot.guild === GUILD ? { '0': GUILD } : { '1': id },
    context: spot.context,
    attachment_size_limit: 10_485_760,
  };
}

const member = () => ({
  roles: [],
  joined_at: '2026-01-01T00:00:00Z',
  deaf: false,
  mute: false,
  flags: 0,
  permissions: '0',
});

function message(id: string, channel: string, author: object, content: string) {
  return {
    id,
    channel_id: channel,
    author,
    content,
    timestamp: new Date().toISOString(),
    edited_timestamp: null,
    tts: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    attachments: [],
    embeds: [],
    pinned: false,
    type: 0,
    components: [],
    flags: 0,
  };
}
