import { describe, expect, it } from 'vitest';
import { parseCoreSettings } from '../../src/settings/core.ts';
import { onOff, text, wholeNumber } from '../../src/settings/kinds.ts';
import { readGroup } from '../../src/settings/read.ts';
import { secretsMask } from '../../src/settings/secrets.ts';
import { unknownVariables } from '../../src/settings/unknown.ts';
import { group } from '../../src/settings/variable.ts';

const sample = group('Sample', {
  A_NUMBER: { schema: wholeNumber, default: '7', about: 'a number' },
  A_SWITCH: { schema: onOff, default: 'off', about: 'a switch' },
  A_NAME: { schema: text, about: 'a name' },
});

describe('readGroup', () => {
  it('takes defaults for what is unset, also if it is set but blank', () => {
    const values = { A_NUMBER: 7, A_SWITCH: false, A_NAME: undefined };
    expect(readGroup(sample, {})).toEqual(values);
    expect(readGroup(sample, { A_NUMBER: '', A_SWITCH: '  ', A_NAME: '\t' })).toEqual(values);
  });

  it.each(['on', 'ON', 'yes', 'true', '1', ' on '])('takes %j for on', (word) => {
    expect(readGroup(sample, { A_SWITCH: word }).A_SWITCH).toBe(true);
  });

  it.each([
    ['A_NUMBER', 'many', 'A_NUMBER must be a whole number: set it to another value.'],
    ['A_NUMBER', '-1', 'A_NUMBER must be a whole number: set it to another value.'],
    ['A_SWITCH', 'perhaps', 'A_SWITCH must be on or off: set it to another value.'],
  ])('names %s when it is %s', (name, value, message) => {
    expect(() => readGroup(sample, { [name]: value })).toThrow(message);
  });
});

describe('parseCoreSettings', () => {
  it('leaves everything to the defaults of the library where nothing is set', () => {
    expect(parseCoreSettings({})).toMatchObject({ embedding: {}, reader: {} });
    expect(parseCoreSettings({})).not.toHaveProperty('corpus');
  });

  it('reads what is set; prefixes keep the blank at their end', () => {
    const settings = parseCoreSettings({
      ATTACHE_CORPUS: ' /srv/articles ',
      ATTACHE_EMBEDDING_MODEL: 'intfloat/e5-small',
      ATTACHE_EMBEDDING_QUERY_PREFIX: 'query: ',
      ATTACHE_READER: 'off',
    });
    expect(settings).toMatchObject({
      corpus: '/srv/articles',
      embedding: { model: 'intfloat/e5-small', queryPrefix: 'query: ' },
      reader: 'off',
    });
  });
});

describe('ATTACHE_REFRESH', () => {
  it.each([
    ['30m', 1_800_000],
    ['off', 0],
    ['24d', 2_073_600_000],
  ])('takes %s', (ATTACHE_REFRESH, ms) => {
    expect(parseCoreSettings({ ATTACHE_REFRESH }).refreshMs).toBe(ms);
  });

  it.each(['25d', '99999d', '600h', '40000m'])('refuses %s, which no timer holds', (ATTACHE_REFRESH) => {
    expect(() => parseCoreSettings({ ATTACHE_REFRESH })).toThrow('ATTACHE_REFRESH must be 24 days at most:');
  });
});

describe('addresses', () => {
  it.each([
    ['ATTACHE_SOURCES', 'https://example.org, https://ann:pass-word@example.com/feed'],
    ['ATTACHE_SOURCES', 'https://ann@example.org/'],
  ])('hold no user and no password: %s=%s', (name, value) => {
    const read = () => parseCoreSettings({ [name]: value });
    expect(read).toThrow(`${name} must hold no user and no password: set it to another value.`);
  });

  it('may hold an @ elsewhere', () => {
    const sources = ['https://example.org/@ann', 'https://example.com/?author=ann@example.org'];
    expect(parseCoreSettings({ ATTACHE_SOURCES: sources.join(',') }).sources).toEqual(sources);
  });
});

describe('unknownVariables', () => {
  it('names the setting that may have been meant', () => {
    expect(unknownVariables({ ATTACHE_CORPUSS: 'x' })).toEqual([
      'ATTACHE_CORPUSS is not a setting and is ignored. Did you mean ATTACHE_CORPUS?',
    ]);
  });

  it('guesses nothing where nothing is near, and leaves the variables of others alone', () => {
    expect(unknownVariables({ ATTACHE_SOMETHING_ELSE_ALTOGETHER: 'x', PATH: '/bin', ATTACHED: '1' })).toEqual(
      ['ATTACHE_SOMETHING_ELSE_ALTOGETHER is not a setting and is ignored.'],
    );
  });
});

describe('secretsMask', () => {
  it('masks a secret wherever it stands, also as JSON and in addresses write it', () => {
    const mask = secretsMask({ SLACK_SIGNING_SECRET: 'a"b/c d\\e', DISCORD_TOKEN: 'Bot abc.def.ghi' });
    expect(mask(JSON.stringify({ secret: 'a"b/c d\\e' }))).toBe('{"secret":"********"}');
    expect(mask(`https://example.org/?s=${encodeURIComponent('a"b/c d\\e')}&t=abc.def.ghi`)).toBe(
      'https://example.org/?s=********&t=********',
    );
  });

  it('masks user and password in any address, and no other @', () => {
    const line = '{"via":"http://ann:pa@ss@proxy.example:3128/","page":"https://example.org/@ann"}';
    expect(secretsMask({})(line)).toBe(
      '{"via":"http://********@proxy.example:3128/","page":"https://example.org/@ann"}',
    );
  });

  it('leaves words alone that a very short secret happens to be part of', () => {
    expect(secretsMask({ SLACK_SIGNING_SECRET: 'in' })('in the beginning')).toBe('in the beginning');
  });
});
