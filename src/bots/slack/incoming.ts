import { DIRECT_MESSAGES } from '../chat/allow-list.ts';
import type { ConversationRef, Incoming } from '../chat/incoming.ts';
import { mentionedUsers, readMrkdwn } from './mrkdwn.ts';
import type { BlockAction, MessageEvent, MessageShortcut, SlashCommand } from './payloads.ts';
import type { Target } from './target.ts';

/** The bot as Slack knows it. */
export interface Identity {
  readonly userId: string;
  readonly botId: string;
  readonly teamId: string;
}

/**
 * In a direct message a new question may follow up on the last one outside its thread; after half an hour it is a
 * new subject.
 */
export const DIRECT_MESSAGE_MEMORY_MS = 30 * 60_000;

/** Messages of people: written, written with a file, written in a thread and sent to the channel too. */
const HUMAN_SUBTYPES: readonly (string | undefined)[] = [undefined, 'file_share', 'thread_broadcast'];

/** Slack's own bot, whose messages bear no bot id. */
const SLACKBOT = 'USLACKBOT';

const isDirect = (channel: string) => channel.startsWith('D');
const place = (channel: string) => (isDirect(channel) ? DIRECT_MESSAGES : channel);

/** Key of a thread's conversation. Channel ids are unique across workspaces. */
export function threadKey(channel: string, thread: string): string {
  return `slack:${channel}:${thread}`;
}

/** What is known of threads. */
export interface Threads {
  /** Whether the bot takes part in it. */
  readonly isOurs: (key: string) => Promise<boolean>;
  /** Lets it go on from what was asked outside of it of late. */
  readonly begin: (key: string, outside: string) => Promise<void>;
}

/**
 * The question in a message, or null for one that is none of the bot's business: of bots, of itself, edits, joins,
 * channel talk that does not mention it.
 */
export async function incomingMessage(
  event: MessageEvent,
  me: Identity,
  threads: Threads,
): Promise<Incoming | null> {
  const { channel, ts, user, thread_ts: thread } = event;
  const written = HUMAN_SUBTYPES.includes(event.subtype) && event.edited === undefined && !event.hidden;
  const byProgram =
    user === undefined || user === me.userId || user === SLACKBOT || event.bot_id !== undefined;
  if (!written || byProgram) return null;
  const direct = isDirect(channel);
  const overheard = event.type === 'message' && !direct;
  // A mention comes as `app_mention` too; a message to another person is not for us.
  if (overheard && (thread === undefined || mentionedUsers(event.text).length > 0)) return null;
  const isOurs = thread !== undefined && (await threads.isOurs(threadKey(channel, thread)));
  if (overheard && !isOurs) return null;
  // It hangs below an answer that stands outside of threads, to an example of the App Home.
  if (direct && thread !== undefined && !isOurs)
    await threads.begin(threadKey(channel, thread), directKey(user));
  const root = thread ?? ts;
  return {
    // `message` and `app_mention` of one message have different event ids, but the same channel and time.
    id: `${channel}:${ts}`,
    kind: 'ask',
    text: readMrkdwn(event.text, me.userId),
    user,
    space: event.user_team ?? event.team ?? me.teamId,
    channel: place(channel),
    conversation: direct
      ? directConversation(channel, user, root, thread !== undefined)
      : threadConversation(channel, root),
    overheard,
    awaited: false,
    since: null,
    until: null,
    target: {
      type: 'message',
      channel,
      user,
      thread: root,
      threadExists: thread !== undefined,
      showQuestion: false,
    } satisfies Target,
  };
}

/** `/ask …`: answered to the asker alone. */
export function incomingCommand(command: SlashCommand, me: Identity): Incoming {
  const target: Target = {
    type: 'private',
    responseUrl: command.response_url,
    channel: command.channel_id,
    user: command.user_id,
    thread: null,
    shareable: true,
  };
  return {
    ...standalone(`command:${command.trigger_id}`, command.user_id, command.team_id ?? me.teamId, target),
    channel: place(command.channel_id),
    text: readMrkdwn(command.text, me.userId),
  };
}

/** 'Find this in the articles', from a message's menu. */
export function incomingShortcut(shortcut: MessageShortcut, me: Identity): Incoming {
  const target: Target = {
    type: 'private',
    responseUrl: shortcut.response_url,
    channel: shortcut.channel.id,
    user: shortcut.user.id,
    thread: shortcut.message.thread_ts ?? null,
    shareable: false,
  };
  return {
    ...standalone(`shortcut:${shortcut.trigger_id}`, shortcut.user.id, teamOf(shortcut, me), target),
    kind: 'find',
    channel: place(shortcut.channel.id),
    text: readMrkdwn(shortcut.message.text, me.userId),
  };
}

/** An example question pressed in the App Home: answered in a direct message, which Slack opens for a user's id. */
export function incomingExample(action: BlockAction, me: Identity): Incoming {
  const user = action.user.id;
  const target: Target = {
    type: 'message',
    channel: user,
    user,
    thread: null,
    threadExists: false,
    showQuestion: true,
  };
  const key = directKey(user);
  return {
    ...standalone(`example:${action.trigger_id}`, user, teamOf(action, me), target),
    text: action.actions[0]?.value ?? '',
    conversation: { read: key, write: [key], maxAgeMs: DIRECT_MESSAGE_MEMORY_MS },
  };
}

function standalone(id: string, user: string, space: string, target: Target): Incoming {
  return {
    id,
    kind: 'ask',
    text: '',
    user,
    space,
    channel: DIRECT_MESSAGES,
    conversation: null,
    overheard: false,
    since: null,
    until: null,
    target,
  };
}

const directKey = (user: string) => `slack:dm:${user}`;

function threadConversation(channel: string, root: string): ConversationRef {
  const key = threadKey(channel, root);
  return { read: key, write: [key], maxAgeMs: null };
}

/** In a thread the thread counts; outside, the last questions of the direct message. */
function directConversation(channel: string, user: string, root: string, inThread: boolean): ConversationRef {
  const [own, outside] = [threadKey(channel, root), directKey(user)];
  const read = inThread
    ? { read: own, maxAgeMs: null }
    : { read: outside, maxAgeMs: DIRECT_MESSAGE_MEMORY_MS };
  return { ...read, write: [own, outside] };
}

/** Workspace of the person who pressed, which in a shared channel may be another than ours. */
export function teamOf(
  interaction: { user: { team_id?: string | undefined }; team?: { id: string } | null | undefined },
  me: Identity,
): string {
  return interaction.user.team_id ?? interaction.team?.id ?? me.teamId;
}
