import type { Json } from './check-message.ts';

/** A message that Discord took. */
export interface PostedMessage {
  readonly id: string;
  readonly channel: string;
  readonly content: string;
  readonly embeds: unknown;
  readonly components: unknown;
  readonly allowedMentions: Json | undefined;
  /** Whether only the person of the interaction sees it. */
  readonly ephemeral: boolean;
  readonly direct: boolean;
  /** Id of the interaction that it answers, or null. */
  readonly interaction: string | null;
  /** Id of the message that it replies to, or null. */
  readonly replyTo: string | null;
}

/** An interaction from Discord's side. */
export interface FakeInteraction {
  readonly id: string;
  readonly token: string;
  readonly type: number;
  readonly channel: string;
  readonly since: number;
  /** Responses that were tried, taken or not. */
  attempts: number;
  /** When the first response came; null before. */
  acknowledgedAt: number | null;
  ephemeral: boolean;
  /** What came of autocomplete. */
  choices: { name: string; value: string }[] | null;
  message: PostedMessage | null;
  /** Set to make Discord forget it (10062), its token (50027) or its waiting reply (10008). */
  state: 'live' | 'unknown' | 'expired' | 'deleted';
}
