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
 * The same in words alone, for a place where embeds are not allowed, or where Discord refused the layout: then the
 * address of the link button may be what it did not take, and it stands among the words.
 */
export function renderPlain(view: ReplyView): DiscordMessage {
  const words =
    view.kind === 'notice' ? noticeMessage(view).content : escapeMarkdown(shortened(view.plain, MAX_CONTENT));
  return message({ content: words, components: 'replyId' in view ? ownButtons(view) : [] });
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
    components: ownButtons(view),
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

function buttonsOf(view: AnswerView): readonly ButtonRow[] {
  return answerButtons(view.replyId, { more: view.hasMore, link: view.sources[0]?.link ?? null });
}

/** Those that lead to nowhere but the bot. */
function ownButtons(view: AnswerView | AbstentionView): readonly ButtonRow[] {
  return answerButtons(view.replyId, { more: view.kind === 'answer' && view.hasMore });
}

function titleOf(question: string, { showQuestion = false }: RenderOptions): string {
  return showQuestion ? escapeMarkdown(shortenLine(question, MAX_EMBED_TITLE, escapedLength)) : '';
}

const shortened = (words: string, budget: number) => shortenText(words, budget, escapedLength);

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
