import TurndownService from 'turndown';
import { clean } from './clean.ts';
import type { DomElement, DomNode } from './dom.ts';
import { escapeMarkdown } from './escape-markdown.ts';
import { withinLimits } from './html-problem.ts';
import { tableToMarkdown } from './table-to-markdown.ts';

/** Stand before a row and a cell until the table is written; the text's own control characters are dropped. */
const ROW = '\u001e';
const CELL = '\u001f';
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is to be dropped
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]/g;

/** The longest bold line that is a heading in the corpus (`corpus/markup/emphasis.ts`). */
const LONGEST_BOLD_LINE = 120;

/** In these a line's mark would not stand at the line's beginning, and would be read as text. */
const NO_LINE_MARKS = 'li, td, th, dt, dd, caption, figcaption';

/**
 * Writes an element's text in the corpus's Markdown: paragraphs, headings, lists and tables, and a bold line where
 * it stands for a heading. Addresses of links, pictures and other emphasis are left out: the parser would take them
 * out again. The element is cleaned in place.
 *
 * @throws HtmlProblem where there is too much of it
 */
export function toMarkdown(root: DomElement): string {
  return withinLimits(() => {
    clean(root);
    return tidy(service.turndown(root as never));
  });
}

function tidy(markdown: string): string {
  return markdown
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

const service = new TurndownService({ headingStyle: 'atx', bulletListMarker: '-', br: '' });

service.escape = (text) => escapeMarkdown(text.replace(CONTROL, ''));

service.addRule('text only', {
  filter: ['a', 'em', 'i', 'blockquote', 'pre'],
  replacement: (content, node) => (isBlock(node) ? `\n\n${content}\n\n` : content),
});
service.addRule('nothing to read', { filter: ['img', 'hr'], replacement: (_, node) => separator(node) });
service.addRule('heading', {
  filter: ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'],
  replacement(content, node) {
    const text = content.replace(/\s*\n\s*/g, ' ').trim();
    const mark = node.closest(NO_LINE_MARKS) ? '' : `${'#'.repeat(Number(node.nodeName[1]))} `;
    return `\n\n${mark}${text}\n\n`;
  },
});
service.addRule('bold', {
  filter: ['strong', 'b'],
  replacement(content, node) {
    const fits = content.length <= LONGEST_BOLD_LINE && !/\n|^\s|\s$|\\$|^\*\*/.test(content);
    return fits && isWholeParagraph(node) ? `**${content}**` : content;
  },
});
service.addRule('list', {
  filter: ['ul', 'ol'],
  replacement: (content, node) =>
    node.parentNode?.nodeName === 'LI' ? `\n${content.trim()}\n` : `\n\n${content}\n\n`,
});
service.addRule('item', {
  filter: 'li',
  replacement(content, node) {
    const text = content.trim().replace(/\n{2,}/g, '\n\n');
    if (text === '') return '';
    const mark = itemMark(node);
    return `\n${mark}${text.replace(/\n(?=[^\n])/g, `\n${' '.repeat(mark.length)}`)}\n`;
  },
});
service.addRule('cell', {
  filter: ['td', 'th'],
  replacement(content, node) {
    if (isLayout(node.closest('table'))) return `\n\n${content}\n\n`;
    const spanned = Math.min(20, Number(node.getAttribute('colspan')) || 1);
    return `${CELL}${content.trim()}${CELL.repeat(Math.max(0, spanned - 1))}`;
  },
});
service.addRule('row', {
  filter: 'tr',
  replacement: (content, node) =>
    isLayout(node.closest('table')) ? `\n\n${content}\n\n` : `${ROW}${content}`,
});
service.addRule('part of a table', {
  filter: ['thead', 'tbody', 'tfoot'],
  replacement: (content) => content,
});
service.addRule('table', {
  filter: 'table',
  replacement(content, node) {
    const [caption = '', ...rows] = content.split(ROW);
    const cells = rows.map((row) => row.split(CELL).slice(1));
    const table = tableToMarkdown(
      cells.filter((row) => row.some((cell) => cell.trim() !== '')),
      node.querySelector('tr')?.querySelector('td') === null,
    );
    return `\n\n${caption.trim()}\n\n${table}\n\n`;
  },
});

function isBlock(node: DomNode): boolean {
  return node.nodeName === 'BLOCKQUOTE' || node.nodeName === 'PRE';
}

function separator(node: DomNode): string {
  return node.nodeName === 'HR' ? '\n\n' : '';
}

function itemMark(item: DomElement): string {
  const list = item.parentElement;
  if (list?.nodeName !== 'OL') return '- ';
  const start = Number(list.getAttribute('start') ?? 1);
  const first = Number.isInteger(start) && start >= 0 && start < 1000 ? start : 1;
  return `${first + positions(list).indexOf(item)}. `;
}

const itemsOfList = new WeakMap<DomElement, DomElement[]>();

function positions(list: DomElement): DomElement[] {
  const known = itemsOfList.get(list);
  if (known) return known;
  const items = [...list.children].filter((child) => child.nodeName === 'LI');
  itemsOfList.set(list, items);
  return items;
}

const layoutTables = new WeakMap<DomElement, boolean>();

/** Whether a table only places things on the page: it holds another table, or has a single column. */
function isLayout(table: DomElement | null): boolean {
  if (table === null) return true;
  let layout = layoutTables.get(table);
  if (layout === undefined) {
    layout =
      table.getAttribute('role') === 'presentation' ||
      table.querySelector('table') !== null ||
      ![...table.querySelectorAll('tr')].some((row) => row.children.length > 1);
    layoutTables.set(table, layout);
  }
  return layout;
}

/** Whether a bold text is all that its paragraph holds. */
function isWholeParagraph(bold: DomElement): boolean {
  for (let node: DomElement = bold; ; ) {
    if (hasText(node, 'previousSibling') || hasText(node, 'nextSibling')) return false;
    const parent = node.parentElement;
    if (parent === null || parent.nodeName === 'STRONG' || parent.nodeName === 'B') return false;
    if (parent.nodeName === 'P' || parent.nodeName === 'DIV') return parent.closest(NO_LINE_MARKS) === null;
    if (!['A', 'EM', 'I', 'SPAN', 'U', 'FONT'].includes(parent.nodeName)) return false;
    node = parent;
  }
}

function hasText(node: DomNode, direction: 'previousSibling' | 'nextSibling'): boolean {
  for (let at = node[direction]; at; at = at[direction]) if (at.textContent?.trim()) return true;
  return false;
}
