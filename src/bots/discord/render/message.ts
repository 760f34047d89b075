import type { APIAllowedMentions, APIEmbed } from 'discord.js';
import type {
  AbstentionView,
  AnswerView,
  ConfidenceBand,
  NoticeView,
  PassagesView,
  ReplyView,
} from '../../chat/reply-view.ts';
import { shortenLine, shortenText } from '../../chat/shorten.ts';
import { MAX_CONTENT, MAX_EMBED_TITLE } from '../limits.ts';
import { escapedLength, escapeMarkdown } from '../markdown.ts';
import { answerButtons, type ButtonRow } from './buttons.ts';
import { fitIntoEmbed, quotesMarkdown, sourceFields, sourceLink } from './quotes.ts';

/** A message's body. All parts are there, so that an edit leaves nothing of what stood before. */
export interface DiscordMessage {
  readonly content: string;
  readonly embeds: readonly APIEmbed[];
  readonly components: readonly ButtonRow[];
  readonly allowed_mentions: APIAllowedMentions;
}

export interface RenderOptions {
  /** Begin with the question: for a reply that does not stand under it. */
  readonly showQuestion?: boolean;
}

/** Nobody is ever notified, whatever the words of a message are. */
export const NO_MENTIONS: APIAllowedMentions = { parse: [], replied_user: false };

/** How sure the answer is: green, amber, orange. Grey where nothing is claimed. */
export const COLOURS: Readonly<Record<ConfidenceBand | 'none', number>> = {
  high: 0x2e7d32,
  medium: 0xf9a825,
  low: 0xef6c00,
  none: 0x78909c,
};

/** Lays out a reply. The result keeps within every limit of `limits.ts`, whatever people and articles wrote. */
export function renderReply(view: ReplyView, options: RenderOptions = {}): DiscordMessage {
  switch (view.kind) {
    case 'answer':
      return answerMessage(view, options);
    case 'abstention':
      return abstentionMessage(view, options);
    case 'passages':
      return passagesMessage(view);
    case 'notice':
      return noticeMessage(view);
  }
}

/** One line of words. */
export function wordsMessage(words: string): DiscordMessage {
  return message({ content: escapeMarkdown(shortened(words, MAX_CONTENT)) });
}

/**
 * The same in words alone.
 *
 * @param withLink False where Discord may have refused the address of the link button: then it stands among the words.
 */
export function renderPlain(view: ReplyView, withLink: boolean): DiscordMessage {
  if (view.kind === 'notice') return noticeMessage(view);
  const link = view.kind === 'answer' && !withLink ? (view.sources[0]?.link ?? '') : '';
  const address = link === '' ? '' : `\n${escapeMarkdown(shortenLine(link, MAX_ADDRESS, escapedLength))}`;
  const words = escapeMarkdown(shortened(view.plain, MAX_CONTENT - address.length));
  const components = 'replyId' in view ? buttonsOf(view, withLink) : [];
  return message({ content: words + address, components });
}

function answerMessage(view: AnswerView, options: RenderOptions): DiscordMessage {
  const title = titleOf(view.question, options);
  const footer = view.newest === null ? '' : `Newest source: ${view.newest}`;
  const fitted = fitIntoEmbed(view.quotes, view.sources, title.length + footer.length);
  return message({
    embed: {
      ...(title === '' ? {} : { title }),
      description: quotesMarkdown(fitted).join('\n\n'),
      fields: sourceFields(fitted.sources),
      color: COLOURS[view.confidence],
      ...(footer === '' ? {} : { footer: { text: footer } }),
    },
    components: buttonsOf(view),
  });
}

function abstentionMessage(view: AbstentionView, options: RenderOptions): DiscordMessage {
  const title = titleOf(view.question, options);
  const nearest = view.nearest.map((source) => `- ${sourceLink(source)}`);
  return message({
    embed: {
      ...(title === '' ? {} : { title }),
      description: [
        escapeMarkdown(shortened(view.message, MAX_SENTENCE)),
        ...(nearest.length > 0 ? ['', 'Nearest articles:', ...nearest] : []),
        ...(view.examples.length > 0 ? ['', ...bullets(view.examples)] : []),
      ].join('\n'),
      color: COLOURS.none,
    },
    components: buttonsOf(view),
  });
}

function passagesMessage(view: PassagesView): DiscordMessage {
  const fitted = fitIntoEmbed(view.quotes, view.sources, 0, view.heading.length);
  return message({
    embed: {
      description: [escapeMarkdown(view.heading), ...quotesMarkdown(fitted)].join('\n\n'),
      fields: sourceFields(fitted.sources),
      color: COLOURS.none,
    },
  });
}

/** A line of the bot's own is plain content: it is shown even where embeds are not allowed. */
function noticeMessage(view: NoticeView): DiscordMessage {
  const lines = [escapeMarkdown(shortened(view.message, MAX_SENTENCE)), ...bullets(view.examples)];
  return message({ content: lines.join('\n') });
}

function message(parts: {
  content?: string;
  embed?: APIEmbed;
  components?: readonly ButtonRow[];
}): DiscordMessage {
  const { content = '', embed, components = [] } = parts;
  return { content, embeds: embed ? [embed] : [], components, allowed_mentions: NO_MENTIONS };
}

function buttonsOf(view: AnswerView | AbstentionView, withLink = true): readonly ButtonRow[] {
  if (view.kind === 'abstention') return answerButtons(view.replyId);
  return answerButtons(view.replyId, {
    more: view.hasMore,
    link: withLink ? (view.sources[0]?.link ?? null) : null,
  });
}

function titleOf(question: string, { showQuestion = false }: RenderOptions): string {
  return showQuestion ? escapeMarkdown(shortenLine(question, MAX_EMBED_TITLE, escapedLength)) : '';
}

const shortened = (words: string, budget: number) => shortenText(words, budget, escapedLength);

/** An address among the words. */
const MAX_ADDRESS = 500;
/** The bot's own sentence: with its articles (3) and examples it fits into content and description in any case. */
const MAX_SENTENCE = 600;
/** Room for each example. */
const MAX_EXAMPLE = 180;
const MAX_EXAMPLES = 5;

function bullets(questions: readonly string[]): string[] {
  return questions
    .slice(0, MAX_EXAMPLES)
    .map((question) => `- ${escapeMarkdown(shortenLine(question, MAX_EXAMPLE, escapedLength))}`);
}
