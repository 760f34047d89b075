import { BOT_USER, type FakeSlack, TEAM } from './fake-slack.ts';
import type { EnvelopeType } from './fake-socket-mode.ts';

/** Something that Slack sends to the app. */
export interface Delivery {
  readonly type: EnvelopeType;
  readonly payload: Record<string, unknown>;
}

export const CHANNEL = 'C1';

let serial = 0;
const next = (prefix: string) => {
  serial += 1;
  return `${prefix}${serial}`;
};

/** What people type arrives escaped. */
export function typed(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Wraps an event in the Events API's envelope. */
export function eventCallback(event: Record<string, unknown>): Delivery {
  return {
    type: 'events_api',
    payload: {
      type: 'event_callback',
      token: 'unused',
      team_id: TEAM,
      api_app_id: 'A1',
      event_id: next('Ev'),
      event_time: 1_700_000_000,
      authorizations: [
        { enterprise_id: null, team_id: TEAM, user_id: BOT_USER, is_bot: true, is_enterprise_install: false },
      ],
      event,
    },
  };
}

export interface Written {
  readonly user: string;
  readonly text: string;
  readonly ts: string;
  readonly thread?: string;
  readonly channel?: string;
}

/** A message event; `extra` adds or overrides fields. */
export function message(
  { user, text, ts, thread, channel = CHANNEL }: Written,
  extra: Record<string, unknown> = {},
): Delivery {
  return eventCallback({
    type: 'message',
    user,
    text,
    ts,
    event_ts: ts,
    channel,
    team: TEAM,
    channel_type: channel.startsWith('D') ? 'im' : 'channel',
    client_msg_id: next('client'),
    ...(thread === undefined ? {} : { thread_ts: thread }),
    ...extra,
  });
}

/** A mention: Slack sends it as `app_mention` and, since the app reads channels, as `message` too. */
export function mention(written: Written): Delivery[] {
  const text = `<@${BOT_USER}> ${written.text}`;
  return [message({ ...written, text }, { type: 'app_mention' }), message({ ...written, text })];
}

export function slashCommand(slack: FakeSlack, user: string, text: string, channel = CHANNEL) {
  const response = slack.responseUrl(channel, user);
  const payload = {
    command: '/ask',
    text,
    user_id: user,
    user_name: user,
    team_id: TEAM,
    channel_id: channel,
    channel_name: 'general',
    trigger_id: next('trigger'),
    response_url: response.url,
  };
  return { response, delivery: { type: 'slash_commands', payload } satisfies Delivery };
}

export function messageShortcut(slack: FakeSlack, user: string, text: string) {
  const response = slack.responseUrl(CHANNEL, user);
  const payload = {
    type: 'message_action',
    callback_id: 'attache_find',
    trigger_id: next('trigger'),
    response_url: response.url,
    user: { id: user, name: user, team_id: TEAM },
    team: { id: TEAM, domain: 'fake' },
    channel: { id: CHANNEL, name: 'general' },
    message_ts: slack.timestamp(),
    message: { type: 'message', user: 'U9', ts: slack.timestamp(), text },
  };
  return { response, delivery: { type: 'interactive', payload } satisfies Delivery };
}

export interface Press {
  readonly user: string;
  readonly channel: string;
  readonly messageTs: string;
  readonly thread: string | null;
  readonly action: Record<string, unknown>;
}

export function blockAction(slack: FakeSlack, { user, channel, messageTs, thread, action }: Press) {
  const response = slack.responseUrl(channel, user);
  const payload = {
    type: 'block_actions',
    trigger_id: next('trigger'),
    response_url: response.url,
    user: { id: user, username: user, name: user, team_id: TEAM },
    team: { id: TEAM, domain: 'fake' },
    channel: { id: channel, name: 'general' },
    container: {
      type: 'message',
      message_ts: messageTs,
      channel_id: channel,
      ...(thread === null ? {} : { thread_ts: thread }),
    },
    actions: [{ block_id: 'b', action_ts: slack.timestamp(), ...action }],
  };
  return { response, delivery: { type: 'interactive', payload } satisfies Delivery };
}
