import type { types } from '@slack/bolt';
import { shortenLine } from '../../chat/shorten.ts';
import { MAX_BUTTON_TEXT, MAX_BUTTON_VALUE } from '../limits.ts';

/** What the buttons are called in Slack's payloads. */
export const ACTIONS = {
  feedback: 'attache_feedback',
  more: 'attache_more',
  share: 'attache_share',
  /** Followed by a number: ids are unique within a block. */
  example: 'attache_example_',
} as const;

const plain = (words: string): types.PlainTextElement => ({ type: 'plain_text', text: words, emoji: true });

/** 👍 and 👎, Slack's own feedback element. */
export function feedbackButtons(replyId: string): types.ContextActionsBlock {
  return {
    type: 'context_actions',
    elements: [
      {
        type: 'feedback_buttons',
        action_id: ACTIONS.feedback,
        positive_button: { text: plain('👍'), value: `up:${replyId}`, accessibility_label: 'This helped' },
        negative_button: {
          text: plain('👎'),
          value: `down:${replyId}`,
          accessibility_label: 'This did not help',
        },
      },
    ],
  };
}

/** Reads the value of a feedback button; null if it is none of ours. */
export function readFeedback(value: string): { verdict: 'up' | 'down'; replyId: string } | null {
  const match = /^(up|down):([\w-]+)$/.exec(value);
  return match?.[2] === undefined ? null : { verdict: match[1] === 'up' ? 'up' : 'down', replyId: match[2] };
}

export function button(actionId: string, words: string, value: string): types.Button {
  return {
    type: 'button',
    action_id: actionId,
    text: plain(shortenLine(words, MAX_BUTTON_TEXT)),
    value: value.slice(0, MAX_BUTTON_VALUE),
  };
}

/** A row of buttons, or nothing. */
export function actions(...elements: types.Button[]): types.ActionsBlock[] {
  return elements.length === 0 ? [] : [{ type: 'actions', elements }];
}
