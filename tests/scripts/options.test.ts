import { describe, expect, it } from 'vitest';
import { servingOptions } from '../../scripts/serving/options.ts';

const DEFAULTS = { clients: 4, count: 10 };

describe('the options of load and soak', () => {
  it('have defaults', () => {
    expect(servingOptions(DEFAULTS, [])).toEqual(DEFAULTS);
  });

  it.each(['http://127.0.0.1:8080', 'http://127.0.0.1:8080/', 'http://127.0.0.1:8080//'])(
    'take %s for a base to which paths are added',
    (url) => {
      expect(servingOptions(DEFAULTS, ['--url', url]).url).toBe('http://127.0.0.1:8080');
    },
  );

  it('say what is no number', () => {
    expect(() => servingOptions(DEFAULTS, ['--clients', 'many'])).toThrow('--clients takes a number of 1');
  });
});
