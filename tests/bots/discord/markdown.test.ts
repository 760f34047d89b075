import { describe, expect, it } from 'vitest';
import {
  escapedLength,
  escapeMarkdown,
  link,
  linkTarget,
  readContent,
} from '../../../src/bots/discord/markdown.ts';
import { HOSTILE_TEXTS } from '../conformance/hostile-texts.ts';
import { readMarkdown } from './fake/read-markdown.ts';

describe('escapeMarkdown', () => {
  it.each(HOSTILE_TEXTS)('shows %s as it was written', (_, text) => {
    const read = readMarkdown(escapeMarkdown(text));
    expect(read.words).toBe(text);
    expect(read).toMatchObject({ bold: [], links: [], mentions: [], leaks: [] });
  });

  it('begins no list with a number, a dash or a hash', () => {
    const text = '1. one\n- two\n# three\n-# four\n> five\nOn 14. Nov';
    expect(readMarkdown(escapeMarkdown(text))).toMatchObject({ words: text, leaks: [] });
  });

  it('is never longer than escapedLength says', () => {
    const text = '1. https://example.org/a_b-c: *x* 17:30';
    expect(escapeMarkdown(text).length).toBeLessThanOrEqual(escapedLength(text));
  });
});

describe('link', () => {
  it('opens the address behind the words', () => {
    expect(link('A *title*', 'https://example.org/a')).toBe('[A \\*title\\*](https://example.org/a)');
  });

  it.each(['a [b] c', 'a [ b', 'a ] b', 'see https://bank.example'])('puts %s beside the link', (words) => {
    const read = readMarkdown(link(words, 'https://example.org/a'));
    expect(read).toMatchObject({ words: `${words} (open)`, links: ['https://example.org/a'], leaks: [] });
  });

  it.each(['javascript:alert(1)', 'not an address', `https://example.org/${'a'.repeat(600)}`])(
    'leaves out %s',
    (url) => {
      expect(link('words', url)).toBe('words');
    },
  );
});

describe('linkTarget', () => {
  it('escapes what would end the link', () => {
    expect(linkTarget('https://example.org/a_(b)#:~:text=x')).toBe('https://example.org/a_%28b%29#:~:text=x');
  });

  it('drops the quote from an address that is too long with it', () => {
    expect(linkTarget(`https://example.org/a#:~:text=${'x'.repeat(600)}`)).toBe('https://example.org/a');
  });
});

describe('readContent', () => {
  const nobody = { users: new Map(), roles: new Map(), channels: new Map() };

  it('drops the mention of the bot, emoji and times', () => {
    const content = '<@1> who <:wave:22> visited <a:x:33> Ljubljana <t:1700000000:R>?';
    expect(readContent(content, '1', nobody)).toBe('who visited Ljubljana ?');
  });

  it('reads other mentions as names', () => {
    const mentioned = { ...nobody, users: new Map([['2', 'Ana']]), channels: new Map([['3', 'news']]) };
    expect(readContent('<@1> did <@2> or <@!2> write in <#3> <@&4>', '1', mentioned)).toBe(
      'did Ana or Ana write in news',
    );
  });
});
