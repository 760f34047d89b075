import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeMrkdwn, mentionedUsers, readMrkdwn, unescapeMrkdwn } from '../../../src/bots/slack/mrkdwn.ts';

const hostile = fc.string({
  unit: fc.constantFrom(
    '<',
    '>',
    '&',
    '!',
    '@',
    '#',
    '|',
    'channel',
    'here',
    'U1',
    'amp;',
    'lt;',
    ' ',
    'a',
    '*',
    '_',
  ),
  maxLength: 40,
});

describe('escapeMrkdwn', () => {
  it('leaves nothing that Slack would parse', () => {
    fc.assert(fc.property(hostile, (text) => !/[<>]|&(?!amp;|lt;|gt;)/.test(escapeMrkdwn(text))));
  });

  it('is undone by unescapeMrkdwn', () => {
    fc.assert(fc.property(hostile, (text) => unescapeMrkdwn(escapeMrkdwn(text)) === text));
  });
});

describe('readMrkdwn', () => {
  it.each([
    ['<@UBOT> who came?', 'who came?'],
    ['<@UBOT|attache>  who   came?', 'who came?'],
    ['was <@U9|ana> there?', 'was ana there?'],
    ['was <@U9> there?', 'was there?'],
    ['in <#C1|general> and <#C2>?', 'in #general and ?'],
    ['<!here> who came?', 'who came?'],
    ['<!subteam^S1|@team> who came?', '@team who came?'],
    ['see <https://example.org/a?b=1&amp;c=2|the page>', 'see the page'],
    ['see <https://example.org/a?b=1&amp;c=2>', 'see https://example.org/a?b=1&c=2'],
    ['mail <mailto:a@example.org>', 'mail a@example.org'],
    ['R&amp;D &lt;b&gt; &amp;amp;', 'R&D <b> &amp;'],
    ['&lt;!channel&gt; hi', '<!channel> hi'],
  ])('reads %s', (text, words) => {
    expect(readMrkdwn(text, 'UBOT')).toBe(words);
  });

  it('returns typed text as it was typed', () => {
    fc.assert(
      fc.property(
        hostile,
        (text) => readMrkdwn(escapeMrkdwn(text), 'UBOT') === text.replace(/\s+/g, ' ').trim(),
      ),
    );
  });
});

describe('mentionedUsers', () => {
  it('finds people, not channels or groups', () => {
    expect(mentionedUsers('<@U1> <@W2|bo> <#C1> <!here> <!subteam^S1> &lt;@U3&gt;')).toEqual(['U1', 'W2']);
  });
});
