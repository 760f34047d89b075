import type { Measure } from '../chat/shorten.ts';
import { webAddress } from '../chat/web-address.ts';
import { MAX_BUTTON_URL } from './limits.ts';

/**
 * Discord's markdown, https://support.discord.com/hc/articles/210298617. A backslash makes any punctuation mark plain,
 * so what people and articles wrote is shown as they wrote it: no formatting, no mention, no link, no emoji.
 */
const SPECIAL = /[\\*_~`|>#+[\]<@-]|:(?=\/\/)/g;
/** `1.` at the start of a line would begin a list. */
const LIST_NUMBER = /^(\s*\d+)\./gm;

/** Makes a text safe to stand in content, title, description or field. An address is shown but not linked. */
export function escapeMarkdown(text: string): string {
  return text.replace(SPECIAL, '\\$&').replace(LIST_NUMBER, '$1\\.');
}

/** At most this many characters a code point: what `escapeMarkdown` makes of it, whatever stands beside it. */
export const escapedLength: Measure = (text) =>
  text.length + (text.match(/[\\*_~`|>#+[\]<@:.-]/g)?.length ?? 0);

/** Words that open an address, or the bare words where Discord would not take the link. */
export function link(words: string, url: string | null): string {
  const address = url === null ? null : linkTarget(url);
  if (address === null) return escapeMarkdown(words);
  // Brackets end the words of a link early, and words that look like an address make Discord drop the link.
  return /[[\]]|:\/\//.test(words)
    ? `${escapeMarkdown(words)} ([open](${address}))`
    : `[${escapeMarkdown(words)}](${address})`;
}

/** Characters that would end a link's address early. */
const URL_ESCAPES: Readonly<Record<string, string>> = {
  '(': '%28',
  ')': '%29',
  '\\': '%5C',
  '<': '%3C',
  '>': '%3E',
};

/** An address as it may stand in a link or a button; null for one that Discord would not take. */
export function linkTarget(url: string): string | null {
  return webAddress(url, MAX_BUTTON_URL, (href) =>
    href.replace(/[()\\<>]/g, (character) => URL_ESCAPES[character] ?? character),
  );
}

/** What a message mentions, by id. */
export interface Mentioned {
  readonly users: ReadonlyMap<string, string>;
  readonly roles: ReadonlyMap<string, string>;
  readonly channels: ReadonlyMap<string, string>;
}

/**
 * A message as its author saw it: mentions of the bot are dropped, others become names; emoji and times, which carry
 * no words, are dropped too.
 */
export function readContent(content: string, botId: string, mentioned: Mentioned): string {
  return content
    .replace(/<(@[!&]?|#)(\d+)>/g, (_, kind: string, id: string) => {
      if (id === botId) return ' ';
      if (kind === '#') return mentioned.channels.get(id) ?? '';
      return (kind === '@&' ? mentioned.roles : mentioned.users).get(id) ?? '';
    })
    .replace(/<a?:\w+:\d+>|<t:-?\d+(?::\w)?>|<\/[^:>]+:\d+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
