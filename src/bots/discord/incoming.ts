import {
  type ChatInputCommandInteraction,
  InteractionContextType,
  type Message,
  type MessageContextMenuCommandInteraction,
  MessageReferenceType,
  MessageType,
} from 'discord.js';
import { DIRECT_MESSAGES } from '../chat/allow-list.ts';
import type { Incoming } from '../chat/incoming.ts';
import { OPTIONS } from './commands/definitions.ts';
import { type Asked, conversationOf } from './conversation.ts';
import { readContent } from './markdown.ts';
import type { InteractionTarget, MessageTarget } from './target.ts';

/** What all our interactions have. */
export type AnyInteraction = Pick<
  ChatInputCommandInteraction,
  | 'id'
  | 'token'
  | 'applicationId'
  | 'guildId'
  | 'channelId'
  | 'channel'
  | 'context'
  | 'user'
  | 'createdTimestamp'
>;

/** A question and where it was asked. */
export interface Question {
  readonly incoming: Incoming;
  readonly asked: Asked;
}

/** The place of an interaction or a message, as allow-lists name it: threads count as their channel. */
export function placeOf({
  guildId,
  channelId,
  channel,
}: Pick<AnyInteraction, 'guildId' | 'channelId' | 'channel'>) {
  if (guildId === null) return { space: null, channel: DIRECT_MESSAGES };
  const parent = channel?.isThread() ? channel.parentId : null;
  return { space: guildId, channel: parent ?? channelId ?? '' };
}

/**
 * The question in a message, or null for one that is none of the bot's business: of bots and webhooks, of itself, joins
 * and pins, talk that does not mention it. Without the Message Content intent Discord hands over the words of direct
 * messages, mentions, and replies that notify the bot; all else arrives empty.
 */
export function incomingMessage(message: Message, botId: string): Question | null {
  const { id, author, content, guildId, channelId, channel, reference } = message;
  const written = message.type === MessageType.Default || message.type === MessageType.Reply;
  if (!written || author.bot || author.system || message.webhookId !== null) return null;
  if (reference?.type === MessageReferenceType.Forward) return null;
  const isDirect = guildId === null;
  if (!isDirect && !message.mentions.users.has(botId)) return null;
  const asked: Asked = {
    id: `message:${id}`,
    channel: channelId,
    user: author.id,
    isThread: channel.isThread(),
    isDirect,
    isPrivate: false,
    replyTo: answeredQuestion(message, botId),
  };
  const target: MessageTarget = { type: 'message', channel: channelId, message: id, user: author.id };
  return {
    asked,
    incoming: {
      id: asked.id,
      kind: 'ask',
      text: readContent(content, botId, namesIn(message)),
      user: author.id,
      ...placeOf(message),
      conversation: conversationOf(asked),
      // 'Reply' mentions the bot by itself: 'thanks!' under an answer need not be meant for it.
      overheard: !isDirect && asked.replyTo !== null && !content.includes(`<@${botId}>`),
      isReply: asked.replyTo !== null,
      awaited: false,
      since: null,
      until: null,
      target,
    },
  };
}

/** `/ask …`, with bounds that have been read. */
export function incomingAsk(
  interaction: ChatInputCommandInteraction,
  bounds: { readonly since: string | null; readonly until: string | null },
  target: InteractionTarget,
): Question {
  const asked: Asked = {
    id: `interaction:${interaction.id}`,
    channel: target.channel ?? interaction.user.id,
    user: interaction.user.id,
    isThread: interaction.channel?.isThread() ?? false,
    isDirect: target.direct,
    isPrivate: target.private,
    replyTo: null,
  };
  const text = interaction.options.getString(OPTIONS.question, true);
  const incoming = {
    ...standalone(interaction, target),
    ...bounds,
    text,
    conversation: conversationOf(asked),
  };
  return { incoming, asked };
}

/** 'Find this in the articles', from a message's menu; a message of another app may have its words in an embed. */
export function incomingFind(
  interaction: MessageContextMenuCommandInteraction,
  target: InteractionTarget,
  botId: string,
): Incoming {
  const { targetMessage } = interaction;
  const [embed] = targetMessage.embeds;
  const content = targetMessage.content || [embed?.title, embed?.description].filter(Boolean).join('\n');
  return {
    ...standalone(interaction, target),
    kind: 'find',
    text: readContent(content, botId, namesIn(targetMessage)),
  };
}

/** Where the answer to an interaction goes. */
export function interactionTarget(
  interaction: AnyInteraction,
  reply: Pick<InteractionTarget, 'private' | 'showQuestion' | 'token'>,
): InteractionTarget {
  return {
    type: 'interaction',
    id: interaction.id,
    application: interaction.applicationId,
    // Our clock, not Discord's: the two may be minutes apart.
    at: Date.now(),
    channel: interaction.channelId,
    user: interaction.user.id,
    direct: interaction.context === InteractionContextType.BotDM,
    ...reply,
  };
}

function standalone(interaction: AnyInteraction, target: InteractionTarget): Incoming {
  return {
    id: `interaction:${interaction.id}`,
    kind: 'ask',
    text: '',
    user: interaction.user.id,
    ...placeOf(interaction),
    conversation: null,
    overheard: false,
    since: null,
    until: null,
    target,
  };
}

/** Id of the question that the message replied to answers, if it is an answer of ours. */
function answeredQuestion({ reference, channel }: Message, botId: string): string | null {
  const answer = reference?.messageId ? channel.messages.cache.get(reference.messageId) : undefined;
  if (answer?.author.id !== botId) return null;
  if (answer.interactionMetadata) return `interaction:${answer.interactionMetadata.id}`;
  return answer.reference?.messageId ? `message:${answer.reference.messageId}` : null;
}

function namesIn({ mentions }: Message) {
  return {
    users: new Map(mentions.users.map((user) => [user.id, user.displayName])),
    roles: new Map(mentions.roles.map((role) => [role.id, role.name])),
    channels: new Map(
      mentions.channels.map((channel) => [channel.id, 'name' in channel ? (channel.name ?? '') : '']),
    ),
  };
}
