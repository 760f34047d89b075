import type { types } from '@slack/bolt';
import type {
  AbstentionView,
  AnswerView,
  NoticeView,
  PassagesView,
  ReplyView,
  SourceView,
} from '../../chat/reply-view.ts';
import { type Measure, shortenLine, shortenText } from '../../chat/shorten.ts';
import {
  MAX_EXAMPLE_JSON,
  MAX_EXAMPLES,
  MAX_FALLBACK_TEXT,
  MAX_NAME_JSON,
  MAX_QUESTION_JSON,
  MAX_SENTENCE_JSON,
} from '../limits.ts';
import { escapeMrkdwn } from '../mrkdwn.ts';
import { ACTIONS, actions, button, feedbackButtons } from './buttons.ts';
import { fitIntoBlocks, jsonLength } from './fit-quotes.ts';
import { bullets, quote as quoteBlock, richText, section, sourceList, text } from './rich-text.ts';

/** A message for chat.postMessage and the like: blocks, and the words for notifications and screen readers. */
export interface SlackMessage {
  readonly text: string;
  readonly blocks: types.KnownBlock[];
}

export interface RenderOptions {
  /** Begin with the question: for a reply that does not stand under it. */
  readonly showQuestion?: boolean;
  /** Offer 'Share in channel': for a reply that only the asker sees. */
  readonly shareable?: boolean;
  /** Who shared the answer; the name is set as words and mentions nobody. */
  readonly sharedBy?: string;
}

/** Lays out a reply. The result keeps within every limit of `limits.ts`, whatever people and articles wrote. */
export function renderReply(view: ReplyView, options: RenderOptions = {}): SlackMessage {
  const plain = shortenText(view.plain, MAX_FALLBACK_TEXT, escapedLength);
  return { text: escapeMrkdwn(plain), blocks: blocksOf(view, options) };
}

function blocksOf(view: ReplyView, options: RenderOptions): types.KnownBlock[] {
  switch (view.kind) {
    case 'answer':
      return answerBlocks(view, options);
    case 'abstention':
      return abstentionBlocks(view, options);
    case 'passages':
      return passagesBlocks(view);
    case 'notice':
      return noticeBlocks(view);
  }
}

function answerBlocks(view: AnswerView, options: RenderOptions): types.KnownBlock[] {
  return [
    ...preface(view.question, options),
    richText(...quotesAndSources(view.quotes, view.sources)),
    feedbackButtons(view.replyId),
    ...actions(
      ...(view.hasMore ? [button(ACTIONS.more, 'More from the articles', view.replyId)] : []),
      ...(options.shareable ? [button(ACTIONS.share, 'Share in channel', view.replyId)] : []),
    ),
  ];
}

function abstentionBlocks(view: AbstentionView, options: RenderOptions): types.KnownBlock[] {
  const pointers =
    view.nearest.length > 0 ? [section(text('Nearest articles:\n')), sourceList(view.nearest)] : [];
  return [
    ...preface(view.question, options),
    richText(section(text(sentence(view.message))), ...pointers, ...examples(view.examples)),
    ...(view.replyId === null ? [] : [feedbackButtons(view.replyId)]),
  ];
}

function passagesBlocks(view: PassagesView): types.KnownBlock[] {
  return [richText(section(text(view.heading)), ...quotesAndSources(view.quotes, view.sources))];
}

function noticeBlocks(view: NoticeView): types.KnownBlock[] {
  return [richText(section(text(sentence(view.message))), ...examples(view.examples))];
}

function preface(question: string, { showQuestion, sharedBy }: RenderOptions): types.KnownBlock[] {
  const shared =
    sharedBy === undefined
      ? []
      : [text(`${shortenLine(sharedBy, MAX_NAME_JSON, jsonLength)} asked${question === '' ? ':' : ': '}`)];
  const asked =
    showQuestion && question !== ''
      ? [text(shortenText(question, MAX_QUESTION_JSON, jsonLength), { italic: true })]
      : [];
  return shared.length + asked.length > 0 ? [richText(section(...shared, ...asked))] : [];
}

function quotesAndSources(
  quotes: AnswerView['quotes'],
  sources: readonly SourceView[],
): types.RichTextBlock['elements'] {
  if (quotes.length === 0) return [];
  const fitted = fitIntoBlocks(quotes, sources);
  const rest =
    fitted.omitted > 0 ? [section(text(`… and ${fitted.omitted} more passages.`, { italic: true }))] : [];
  return [
    ...fitted.quotes.map(({ quote, runs }) => quoteBlock(quote, runs)),
    sourceList(fitted.sources),
    ...rest,
  ];
}

const escapedLength: Measure = (words) => escapeMrkdwn(words).length;
const sentence = (words: string) => shortenText(words, MAX_SENTENCE_JSON, jsonLength);

function examples(questions: readonly string[]): types.RichTextBlock['elements'] {
  const lines = questions
    .slice(0, MAX_EXAMPLES)
    .map((question) => shortenLine(question, MAX_EXAMPLE_JSON, jsonLength));
  return lines.length === 0 ? [] : [bullets(lines)];
}
