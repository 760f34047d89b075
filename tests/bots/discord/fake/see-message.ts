import type { Button, SeenReply } from '../../conformance/harness.ts';
import { type Json, list } from './check-message.ts';
import { readMarkdown } from './read-markdown.ts';
import type { PostedMessage } from './state.ts';

/** A posted message as a reader sees it. */
export function seeMessage(message: PostedMessage): SeenReply {
  const { content, allowedMentions } = message;
  const parts = textsOf(message).map(readMarkdown);
  const footers = list(message.embeds).map((embed) => String((embed.footer as Json | undefined)?.text ?? ''));
  const silent =
    JSON.stringify(allowedMentions?.parse) === '[]' && !allowedMentions?.users && !allowedMentions?.roles;
  const contentPings = silent ? [] : (content.match(/<@[!&]?\d+>|@everyone|@here/g) ?? []);
  const replyPings =
    message.replyTo !== null && allowedMentions?.replied_user !== false ? ['the author'] : [];
  return {
    text: [...parts.map(({ words }) => words), ...footers].join('\n').trim(),
    bold: parts.flatMap(({ bold }) => bold),
    links: parts.flatMap(({ links }) => links),
    private: message.ephemeral || message.direct,
    pings: [...contentPings, ...replyPings, ...parts.flatMap(({ mentions }) => mentions)],
    buttons: buttonsOf(message).map(([name]) => name),
  };
}

/** Everything in a message that is markdown. */
export function textsOf({ content, embeds }: Pick<PostedMessage, 'content' | 'embeds'>): string[] {
  return [
    content,
    ...list(embeds).flatMap((embed) => [
      String(embed.title ?? ''),
      String(embed.description ?? ''),
      ...list(embed.fields).map(({ value }) => String(value)),
    ]),
  ].filter((text) => text !== '');
}

/** The buttons of a message with their custom ids. */
export function buttonsOf(message: PostedMessage): [Button, string][] {
  const names: Readonly<Record<string, Button>> = { '👍': 'up', '👎': 'down', More: 'more' };
  return list(message.components)
    .flatMap((row) => list(row.components))
    .flatMap((button): [Button, string][] => {
      const name = names[String((button.emoji as Json | undefined)?.name ?? button.label)];
      return name ? [[name, String(button.custom_id)]] : [];
    });
}
