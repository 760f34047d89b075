import type { Button, SeenReply } from '../../conformance/harness.ts';
import type { PostedMessage } from './fake-slack.ts';

type Json = Record<string, unknown>;

const list = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : []);

/** Everything in Slack's markup that notifies somebody. */
const MARKUP_PINGS = /<!(?:channel|here|everyone|subteam\^[^>]*)(?:\|[^>]*)?>|<@[^>]+>/g;
const PINGING_ELEMENTS = ['user', 'usergroup', 'broadcast'];

/** A posted message as a reader sees it. */
export function seeMessage(message: PostedMessage): SeenReply {
  const leaves = list(message.blocks).flatMap((block) => leavesOf(block, false));
  return {
    text: list(message.blocks).map(wordsOf).join('\n'),
    bold: leaves.filter(({ quoted, leaf }) => quoted && isBold(leaf)).map(({ leaf }) => String(leaf.text)),
    links: leaves.filter(({ leaf }) => leaf.type === 'link').map(({ leaf }) => String(leaf.url)),
    private: message.ephemeralFor !== null,
    pings: [
      ...(message.text.match(MARKUP_PINGS) ?? []),
      ...mrkdwnTexts(message.blocks).flatMap((text) => text.match(MARKUP_PINGS) ?? []),
      ...leaves
        .filter(({ leaf }) => PINGING_ELEMENTS.includes(String(leaf.type)))
        .map(({ leaf }) => JSON.stringify(leaf)),
    ],
    buttons: buttonsOf(message).map(([name]) => name),
  };
}

/** The buttons of a message with their action ids and values. */
export function buttonsOf(
  message: PostedMessage,
): [Button, { action_id: string; value: string; type: string }][] {
  return list(message.blocks)
    .flatMap((block) => list(block.elements))
    .flatMap((element): [Button, { action_id: string; value: string; type: string }][] => {
      const action_id = String(element.action_id);
      if (element.type === 'feedback_buttons') {
        return (['up', 'down'] as const).map((name) => {
          const button = (name === 'up' ? element.positive_button : element.negative_button) as Json;
          return [name, { action_id, value: String(button.value), type: 'feedback_buttons' }];
        });
      }
      const name = { 'More from the articles': 'more', 'Share in channel': 'share' }[wordsOf(element)];
      return name ? [[name as Button, { action_id, value: String(element.value), type: 'button' }]] : [];
    });
}

function isBold(leaf: Json): boolean {
  return (leaf.style as Json | undefined)?.bold === true;
}

function leavesOf(node: Json, quoted: boolean): { leaf: Json; quoted: boolean }[] {
  const inside = quoted || node.type === 'rich_text_quote';
  return Array.isArray(node.elements)
    ? list(node.elements).flatMap((child) => leavesOf(child, inside))
    : [{ leaf: node, quoted: inside }];
}

function wordsOf(node: Json): string {
  if (Array.isArray(node.elements)) {
    const isLine = node.type === 'rich_text_section' || node.type === 'rich_text_quote';
    return list(node.elements)
      .map(wordsOf)
      .join(isLine ? '' : '\n');
  }
  if (typeof node.text === 'string') return node.text;
  return typeof node.text === 'object' && node.text !== null ? String((node.text as Json).text) : '';
}

function mrkdwnTexts(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(mrkdwnTexts);
  if (typeof value !== 'object' || value === null) return [];
  const node = value as Json;
  const own = node.type === 'mrkdwn' && typeof node.text === 'string' ? [node.text] : [];
  return [...own, ...Object.values(node).flatMap(mrkdwnTexts)];
}
