import type { APIApplicationCommandOptionChoice } from 'discord.js';
import type { Assistant } from '../../answers/assistant.ts';
import { cleanLine } from '../chat/plain-text.ts';
import { shortenLine } from '../chat/shorten.ts';
import { beginWords, foldedWords, matchesTyped } from './fold.ts';
import { MAX_CHOICE, MAX_CHOICES } from './limits.ts';

export type Choice = APIApplicationCommandOptionChoice<string>;

/** Words before which a title names a place or a partner. */
const NAME =
  /(?:\b(?:in|to|from|with|at|of|for|between|and|by)\s+|^)(\p{Lu}[\p{L}\p{M}’'-]+(?:\s+\p{Lu}[\p{L}\p{M}’'-]+)?)|\b(\p{Lu}{2,}\d*)\b/gu;

type Suggesting = Pick<Assistant, 'exampleQuestions' | 'summary'>;

/** A text with its words as they are compared. */
interface Suggestion {
  readonly text: string;
  readonly words: readonly string[];
}

/** What the articles of one index suggest. */
interface Suggestions {
  readonly indexedAt: number;
  readonly names: readonly Suggestion[];
  readonly titles: readonly Suggestion[];
}

/** Kept until there is a new index: to fold ten thousand titles takes longer than a keystroke may. */
const kept = new WeakMap<Suggesting, Suggestions>();

/**
 * What `/ask` suggests while a person types: example questions, then names and titles of the articles that match.
 * In memory: Discord waits 3 s and takes no excuse.
 */
export function suggestQuestions(typed: string, assistant: Suggesting): Choice[] {
  const choices = new Map<string, Choice>();
  for (const one of matchingChoices(foldedWords(typed), assistant)) {
    if (one.name === '' || one.value === '' || choices.has(one.value)) continue;
    choices.set(one.value, one);
    if (choices.size === MAX_CHOICES) break;
  }
  return [...choices.values()];
}

function* matchingChoices(typed: readonly string[], assistant: Suggesting): Generator<Choice> {
  for (const question of assistant.exampleQuestions().map(cleanLine)) {
    if (matchesTyped(question, typed)) yield choice(question);
  }
  const { names, titles } = suggestionsOf(assistant);
  if (typed.length > 0) {
    for (const { text, words } of names) {
      if (beginWords(words, typed)) yield choice(`What do the articles say about ${text}?`);
    }
  }
  for (const { text, words } of titles) if (beginWords(words, typed)) yield choice(text);
}

function suggestionsOf(assistant: Suggesting): Suggestions {
  const { articles, indexedAt } = assistant.summary();
  const before = kept.get(assistant);
  if (before?.indexedAt === indexedAt.getTime()) return before;
  const titles = articles.map(({ title }) => cleanLine(title));
  const folded = (text: string): Suggestion => ({ text, words: foldedWords(text) });
  const suggestions = {
    indexedAt: indexedAt.getTime(),
    names: namesIn(titles).map(folded),
    titles: titles.map(folded),
  };
  kept.set(assistant, suggestions);
  return suggestions;
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
function choice(words: string): Choice {
  const value = shortenLine(words, MAX_CHOICE).replace(/…$/, '');
  return { name: shortenLine(words, MAX_CHOICE), value: value.slice(0, MAX_CHOICE) };
}
