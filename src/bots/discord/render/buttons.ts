import { type APIActionRowComponent, type APIButtonComponent, ButtonStyle, ComponentType } from 'discord.js';
import type { Verdict } from '../../store/replies.ts';
import { linkTarget } from '../markdown.ts';

export type ButtonRow = APIActionRowComponent<APIButtonComponent>;

/** What a pressed button asks for. */
export type Press =
  | { readonly kind: 'vote'; readonly verdict: Verdict; readonly replyId: string }
  | { readonly kind: 'more'; readonly replyId: string };

const button = (word: 'up' | 'down' | 'more', replyId: string, looks: object): APIButtonComponent => ({
  type: ComponentType.Button,
  style: ButtonStyle.Secondary,
  custom_id: `attache:${word}:${replyId}`,
  ...looks,
});

/** 👍, 👎, 'More' and a link to the first source, as far as there is something behind them. */
export function answerButtons(
  replyId: string | null,
  options: { readonly more?: boolean; readonly link?: string | null } = {},
): ButtonRow[] {
  const url = options.link ? linkTarget(options.link) : null;
  const components: APIButtonComponent[] = [
    ...(replyId === null
      ? []
      : [
          button('up', replyId, { emoji: { name: '👍' } }),
          button('down', replyId, { emoji: { name: '👎' } }),
        ]),
    ...(replyId !== null && options.more ? [button('more', replyId, { label: 'More' })] : []),
    ...(url !== null
      ? [{ type: ComponentType.Button, style: ButtonStyle.Link, label: 'Open article', url } as const]
      : []),
  ];
  return components.length === 0 ? [] : [{ type: ComponentType.ActionRow, components }];
}

/** Reads a button's `custom_id`; null if it is none of ours. */
export function readPress(customId: string): Press | null {
  const [, word, replyId] = /^attache:(up|down|more):([\w-]+)$/.exec(customId) ?? [];
  if (word === undefined || replyId === undefined) return null;
  return word === 'more'
    ? { kind: 'more', replyId }
    : { kind: 'vote', verdict: word === 'up' ? 'up' : 'down', replyId };
}
