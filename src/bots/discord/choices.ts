import type { APIApplicationCommandOptionChoice } from 'discord.js';
import type { Assistant } from '../../answers/assistant.ts';
import { cleanLine } from '../chat/plain-text.ts';
import { shortenLine } from '../chat/shorten.ts';
import { foldedWords, matchesTyped } from './fold.ts';
import { MAX_CHOICE, MAX_CHOICES } from './limits.ts';

export type Choice = APIApplicationCommandOptionChoice<string>;

/** Words before which a title names a place or a partner. */
const NAME =
  /(?:\b(?:in|to|from|with|at|of|for|between|and|by)\s+|^)(\p{Lu}[\p{L}\p{M}’'-]+(?:\s+\p{Lu}[\p{L}\p{M}’'-]+)?)|\b(\p{Lu}{2,}\d*)\b/gu;

/**
 * What `/ask` suggests while a person types: example questions, then names and titles of the articles that match.
 * Pure and in memory: Discord waits 3 s and takes no excuse.
 */
export function suggestQuestions(
  typed: string,
  assistant: Pick<Assistant, 'exampleQuestions' | 'summary'>,
): Choice[] {
  const words = foldedWords(typed);
  const { articles } = assistant.summary();
  const titles = articles.map(({ title }) => cleanLine(title));
  const examples = assistant
    .exampleQuestions()
    .map(cleanLine)
    .filter((question) => matchesTyped(question, words));
  const matching = titles.filter((title) => matchesTyped(title, words));
  const names = words.length === 0 ? [] : namesIn(matching).filter((name) => matchesTyped(name, words));
  const choices = [
    ...examples.map((question) => choice(question, question)),
    ...names.map((name) => choice(`What do the articles say about ${name}?`)),
    ...matching.map((title) => choice(title)),
  ];
  return distinct(choices).slice(0, MAX_CHOICES);
}

/** Names in titles, the ones in most titles first. */
function namesIn(titles: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const title of titles) {
    for (const [, name, acronym] of title.matchAll(NAME)) {
      const found = name ?? acronym ?? '';
      counts.set(found, (counts.get(found) ?? 0) + 1);
    }
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([name]) => name);
}

/** The value is what is asked: words are cut off, never marked as cut. */
function choice(words: string, question = words): Choice {
  const value = shortenLine(question, MAX_CHOICE).replace(/…$/, '');
  return { name: shortenLine(words, MAX_CHOICE), value: value.slice(0, MAX_CHOICE) };
}

function distinct(choices: readonly Choice[]): Choice[] {
  const seen = new Set<string>();
  return choices.filter(({ name, value }) => {
    if (name === '' || value === '' || seen.has(value)) return false;
    seen.add(value);
    return true;
  });
}
