import { MAX_ROBOTS_RULES_LENGTH } from './limits.ts';
import { Obstacle } from './obstacle.ts';
import { showBytes } from './show.ts';

const LINE_BREAK = /\r\n?|\n/;
const RULES = new Set(['allow', 'disallow', 'crawl-delay']);

/**
 * The groups of a robots.txt that are about an agent or about everybody.
 *
 * The parser notes each rule for each name of its group, and matches by trying all of them: without this, a file
 * of some thousand names and rules fills the memory, and one of wildcards takes seconds for each address.
 *
 * @throws Obstacle 'unusable' when even these are too long
 */
export function relevantGroups(text: string, agent: string): string {
  const relevant = new Set([agent.toLowerCase(), '*']);
  const lines: string[] = [];
  let length = 0;
  let names = new Set<string>();
  let readsNames = false;
  for (const { field, value } of fieldsOf(text)) {
    if (field === 'user-agent') {
      if (!readsNames) names = new Set();
      readsNames = true;
      const name = (value.split('/', 1)[0] ?? '').trim().toLowerCase();
      if (relevant.has(name)) names.add(name);
    } else {
      if (readsNames) lines.push(...[...names].map((name) => `user-agent: ${name}`));
      readsNames = false;
      if (names.size === 0 || !RULES.has(field)) continue;
      length += value.length;
      if (length > MAX_ROBOTS_RULES_LENGTH) {
        throw new Obstacle('unusable', `its rules are longer than ${showBytes(MAX_ROBOTS_RULES_LENGTH)}`);
      }
      lines.push(`${field}: ${value}`);
    }
  }
  return lines.join('\n');
}

function* fieldsOf(text: string): Generator<{ readonly field: string; readonly value: string }> {
  for (const line of text.split(LINE_BREAK)) {
    const [content = ''] = line.split('#', 1);
    const colon = content.indexOf(':');
    if (colon === -1) continue;
    yield { field: content.slice(0, colon).trim().toLowerCase(), value: content.slice(colon + 1).trim() };
  }
}
