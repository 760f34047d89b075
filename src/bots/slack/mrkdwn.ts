/**
 * Slack's text markup, https://docs.slack.dev/messaging/formatting-message-text. Replies are laid out in rich text
 * blocks, which have no markup; only the fallback `text` of a message is parsed, and only what arrives is marked up.
 */

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const UNESCAPES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/** Makes a text safe to stand in `text`: `<!channel>` becomes words and pings nobody. */
export function escapeMrkdwn(text: string): string {
  return text.replace(/[&<>]/g, (character) => ESCAPES[character] ?? character);
}

/** Undoes Slack's escaping, once. */
export function unescapeMrkdwn(text: string): string {
  return text.replace(/&(?:amp|lt|gt);/g, (entity) => UNESCAPES[entity] ?? entity);
}

/**
 * A message as its author saw it: mentions of the bot are dropped, links and channels become their words.
 * Other people's ids and broadcasts (`<!here>`) carry no words and are dropped too.
 */
export function readMrkdwn(text: string, botUserId: string): string {
  const words = text.replace(/<([^<>]*)>/g, (_, inner: string) => {
    const [reference = '', label = ''] = splitOnce(inner, '|');
    if (reference === `@${botUserId}`) return ' ';
    if (reference.startsWith('#')) return label && `#${label}`;
    if (/^[@!]/.test(reference)) return label;
    return label || reference.replace(/^mailto:/, '');
  });
  return unescapeMrkdwn(words).replace(/\s+/g, ' ').trim();
}

/** Ids of the people whom a message mentions. */
export function mentionedUsers(text: string): string[] {
  return [...text.matchAll(/<@([A-Z0-9]+)(?:\|[^>]*)?>/g)].map(([, user = '']) => user);
}

function splitOnce(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
}
