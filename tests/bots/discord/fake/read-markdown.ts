/** A text as Discord's client shows it. */
export interface ReadMarkdown {
  readonly words: string;
  /** Stretches in bold inside quotes. */
  readonly bold: readonly string[];
  readonly links: readonly string[];
  /** Mentions that would be shown as such. */
  readonly mentions: readonly string[];
  /** Marks that would format text by accident, and addresses that would be linked by themselves. */
  readonly leaks: readonly string[];
}

/** The client's own pattern of a masked link (simple-markdown), cut to what bots may use. */
const LINK = /\[((?:\[[^\]]*\]|[^[\]]|\](?=[^[]*\]))*)\]\((https?:\/\/[^\s()\\]+)\)/y;
const MENTION = /<(?:@[!&]?|#)\d+>|@everyone|@here|<a?:\w+:\d+>|<t:\d+(?::\w)?>/y;
const ADDRESS = /https?:\/\/[^\s<]/y;

/** Reads the part of Discord's markdown that the bot writes, one line at a time: quotes, bold, italics, links, lists. */
export function readMarkdown(text: string): ReadMarkdown {
  const lines = text.split('\n').map(readLine);
  return {
    words: lines.map(({ words }) => words).join('\n'),
    bold: lines.flatMap(({ bold }) => bold),
    links: lines.flatMap(({ links }) => links),
    mentions: lines.flatMap(({ mentions }) => mentions),
    leaks: lines.flatMap(({ leaks }) => leaks),
  };
}

function readLine(line: string): ReadMarkdown {
  const quoted = line === '>' || line.startsWith('> ');
  const body = line.replace(/^(?:> ?|- )/, '');
  const read = {
    words: '',
    bold: [] as string[],
    links: [] as string[],
    mentions: [] as string[],
    leaks: [] as string[],
  };
  if (/^(?:\s*(?:#{1,3}|-#|[-*+]|\d+\.|>{1,3}) )/.test(body))
    read.leaks.push(`a line that begins with ${body.slice(0, 4)}`);
  let boldSince = -1;
  let italic = false;
  let at = 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(body);
  };
  while (at < body.length) {
    const escaped = /^\\([^0-9A-Za-z\s])/u.exec(body.slice(at, at + 3));
    const link = match(LINK);
    const mention = match(MENTION);
    if (escaped?.[1] !== undefined) {
      read.words += escaped[1];
      at += 1 + escaped[1].length;
    } else if (body.startsWith('**', at)) {
      if (boldSince < 0) boldSince = read.words.length;
      else {
        if (quoted) read.bold.push(read.words.slice(boldSince));
        boldSince = -1;
      }
      at += 2;
    } else if (link) {
      const inner = readMarkdown(link[1] ?? '');
      read.words += inner.words;
      read.links.push(link[2] ?? '');
      read.mentions.push(...inner.mentions);
      at += link[0].length;
    } else if (mention) {
      read.mentions.push(mention[0]);
      read.words += mention[0];
      at += mention[0].length;
    } else {
      const character = body[at] ?? '';
      if (character === '*') italic = !italic;
      else read.words += character;
      if (/[_~`|[\]<\\]/.test(character)) read.leaks.push(character);
      if (match(ADDRESS)) read.leaks.push('an address');
      at += 1;
    }
  }
  if (boldSince >= 0 || italic) read.leaks.push('an unpaired star');
  return read;
}
