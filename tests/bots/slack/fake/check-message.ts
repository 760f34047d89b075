/**
 * Slack's limits as its documents state them, written down here once more: the fake must not learn them from the code
 * under test. https://docs.slack.dev/reference/block-kit
 */
const LIMITS = {
  blocks: 50,
  viewBlocks: 100,
  sectionText: 3_000,
  headerText: 150,
  actions: 25,
  contextActions: 5,
  contextElements: 10,
  buttonText: 75,
  buttonValue: 2_000,
  id: 255,
  url: 3_000,
  text: 40_000,
  /** `msg_blocks_too_long`: undocumented, seen from about 11,000 characters on. */
  blocksJson: 11_000,
};

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;
const list = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** What Slack would refuse in a message; empty if it would take it. */
export function checkMessage(message: { text?: unknown; blocks?: unknown }): string[] {
  const problems: string[] = [];
  if (typeof message.text !== 'string' || message.text.trim() === '') problems.push('no fallback text');
  else if (message.text.length > LIMITS.text) problems.push('text is too long');
  const json = JSON.stringify(message.blocks ?? []);
  if (json.length > LIMITS.blocksJson) problems.push(`msg_blocks_too_long (${json.length})`);
  return [...problems, ...checkBlocks(message.blocks, LIMITS.blocks)];
}

/** What Slack would refuse in a view. */
export function checkView(view: unknown): string[] {
  if (!isObject(view) || view.type !== 'home') return ['not a home view'];
  return checkBlocks(view.blocks, LIMITS.viewBlocks);
}

function checkBlocks(blocks: unknown, most: number): string[] {
  if (!Array.isArray(blocks)) return blocks === undefined ? [] : ['blocks are not a list'];
  const problems = blocks.length > most ? [`${blocks.length} blocks`] : [];
  const ids = list(blocks).flatMap((block) => (typeof block.block_id === 'string' ? [block.block_id] : []));
  if (new Set(ids).size < ids.length) problems.push('block ids repeat');
  return [...problems, ...list(blocks).flatMap(checkBlock)];
}

function checkBlock(block: Json): string[] {
  switch (block.type) {
    case 'rich_text':
      return checkRichText(list(block.elements));
    case 'section':
      return checkText(block.text, LIMITS.sectionText);
    case 'header':
      return checkText(block.text, LIMITS.headerText, 'plain_text');
    case 'context':
      return list(block.elements).length > LIMITS.contextElements ? ['too many context elements'] : [];
    case 'actions':
      return checkActions(list(block.elements), LIMITS.actions);
    case 'context_actions':
      return checkActions(list(block.elements), LIMITS.contextActions);
    default:
      return [`unknown block ${String(block.type)}`];
  }
}

function checkRichText(elements: Json[]): string[] {
  if (elements.length === 0) return ['empty rich text'];
  return elements.flatMap((element) => {
    if (element.type === 'rich_text_list') return checkRichText(list(element.elements));
    if (!['rich_text_section', 'rich_text_quote'].includes(String(element.type)))
      return [`rich text ${String(element.type)}`];
    return list(element.elements).flatMap((leaf) => {
      if (leaf.type === 'link') return checkUrl(leaf.url);
      if (leaf.type === 'text')
        return typeof leaf.text === 'string' && leaf.text !== '' ? [] : ['empty text element'];
      return ['user', 'usergroup', 'broadcast', 'channel'].includes(String(leaf.type))
        ? []
        : [`element ${String(leaf.type)}`];
    });
  });
}

function checkActions(elements: Json[], most: number): string[] {
  const ids = elements.map((element) => element.action_id);
  const problems = elements.length === 0 || elements.length > most ? [`${elements.length} actions`] : [];
  if (new Set(ids).size < ids.length) problems.push('action ids repeat');
  return [...problems, ...elements.flatMap(checkElement)];
}

function checkElement(element: Json): string[] {
  const id = String(element.action_id ?? '').length > LIMITS.id ? ['action_id is too long'] : [];
  if (element.type === 'button') return [...id, ...checkButton(element)];
  if (element.type !== 'feedback_buttons') return [`element ${String(element.type)}`];
  return [
    ...id,
    ...[element.positive_button, element.negative_button].flatMap((one) =>
      isObject(one) ? checkButton(one) : ['no button'],
    ),
  ];
}

function checkButton(button: Json): string[] {
  const value = String(button.value ?? '');
  return [
    ...checkText(button.text, LIMITS.buttonText, 'plain_text'),
    ...(value === '' || value.length > LIMITS.buttonValue ? ['button value'] : []),
  ];
}

function checkText(text: unknown, most: number, type?: string): string[] {
  if (!isObject(text) || typeof text.text !== 'string') return ['no text object'];
  if (type && text.type !== type) return [`text must be ${type}`];
  return text.text.length === 0 || text.text.length > most ? [`text of ${text.text.length} characters`] : [];
}

function checkUrl(url: unknown): string[] {
  const valid =
    typeof url === 'string' && url.length <= LIMITS.url && URL.canParse(url) && /^https?:/.test(url);
  return valid ? [] : ['invalid url'];
}
