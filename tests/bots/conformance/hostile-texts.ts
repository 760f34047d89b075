/** Texts that break careless bots, in a question or in an article. */
export const HOSTILE_TEXTS: readonly (readonly [string, string])[] = [
  [
    'Slack broadcasts',
    'Ljubljana <!channel> <!here> <!everyone> <!subteam^S012AB3CD> <@U012AB3CD> <#C012AB3CD>',
  ],
  [
    'Discord mentions',
    'Ljubljana @everyone @here <@123456789012345678> <@&123456789012345678> <#123456789012345678>',
  ],
  [
    'markup',
    'Ljubljana *bold* _italic_ ~strike~ `code` ```block``` **b** __u__ ||spoiler|| [text](https://example.org) > quote\n# head',
  ],
  ['entities', 'Ljubljana &amp; &lt;b&gt; & <b> "quotes" \\backslash\\'],
  ['a forged link', 'Ljubljana <https://example.org|bank.example>'],
  ['500 characters', `Ljubljana ${'<&>*_'.repeat(98)}`],
  ['5,000 characters', `Ljubljana ${'long words '.repeat(453)}`.slice(0, 5_000)],
  ['5,000 characters without a space', `Ljubljana${'&'.repeat(4_991)}`],
  ['control characters', 'Ljubljana \u0000\u0007\u001b[31m\u009f and \u200b more'],
  ['right-to-left marks', 'Ljubljana \u202egnitisiv\u202c \u2066abc\u2069 \u200f'],
  ['emoji and combining marks', `Ljubljana ${'👩‍👩‍👧‍👦'.repeat(20)} e${'\u0301'.repeat(100)}`],
  ['lone surrogates', 'Ljubljana \ud83d and \udc00'],
  ['only white space', ' \n\t '],
];
