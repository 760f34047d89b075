import type { types } from '@slack/bolt';
import type { QuoteView, Run, SourceView } from '../../chat/reply-view.ts';
import { shortenLine } from '../../chat/shorten.ts';
import { webAddress } from '../../chat/web-address.ts';
import { MAX_SOURCE_LABEL, MAX_URL } from '../limits.ts';

/**
 * Rich text has no markup: a text element is shown as it is, so that `<!channel>` and `*stars*` in an article stay
 * words, and bold needs no word borders (https://docs.slack.dev/reference/block-kit/blocks/rich-text-block).
 */
type Element = types.RichTextText | types.RichTextLink;

export const text = (words: string, style?: types.RichTextText['style']): Element => ({
  type: 'text',
  text: words,
  ...(style && { style }),
});

/** A link, or the bare words if the address is none that Slack takes. */
export function link(words: string, url: string | null): Element {
  const address = url === null ? null : webAddress(url, MAX_URL, encodeBackslashes);
  return address === null ? text(words) : { type: 'link', url: address, text: words };
}

export const section = (...elements: Element[]): types.RichTextSection => ({
  type: 'rich_text_section',
  elements,
});

export const richText = (...elements: types.RichTextBlock['elements']): types.RichTextBlock => ({
  type: 'rich_text',
  elements,
});

/** A quote with the answering words in bold, and the number of its source, which opens the article at the quote. */
export function quote(view: QuoteView, runs: readonly Run[]): types.RichTextQuote {
  const words = runs.map((run) => (run.highlighted ? text(run.text, { bold: true }) : text(run.text)));
  return { type: 'rich_text_quote', elements: [...words, text(' '), link(`[${view.number}]`, view.link)] };
}

/** The numbered sources, one a line. */
export function sourceList(sources: readonly SourceView[]): types.RichTextSection {
  return section(
    ...sources.flatMap((source, index) => [
      text(`${index > 0 ? '\n' : ''}[${source.number}] `),
      link(shortenLine(source.label, MAX_SOURCE_LABEL), source.link),
    ]),
  );
}

/** A plain bulleted list. */
export function bullets(lines: readonly string[]): types.RichTextList {
  return { type: 'rich_text_list', style: 'bullet', elements: lines.map((line) => section(text(line))) };
}

/** JSON would write each as two characters, and lengths are counted in it. */
const encodeBackslashes = (href: string) => href.replaceAll('\\', '%5C');
