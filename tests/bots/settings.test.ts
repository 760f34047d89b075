import { describe, expect, it } from 'vitest';
import { parseChatSettings } from '../../src/bots/settings.ts';

describe('parseChatSettings', () => {
  it('has defaults, also for variables that are set but empty', () => {
    expect(parseChatSettings({ ATTACHE_RATE_LIMIT: '' })).toMatchObject({
      rateLimit: 20,
      storeQuestions: true,
      retentionDays: 90,
    });
  });

  it.each([
    ['off', false],
    ['0', false],
    ['yes', true],
  ])('reads ATTACHE_STORE_QUESTIONS=%s', (value, stored) => {
    expect(parseChatSettings({ ATTACHE_STORE_QUESTIONS: value }).storeQuestions).toBe(stored);
  });

  it.each([
    ['ATTACHE_RATE_LIMIT', 'many'],
    ['ATTACHE_STORE_QUESTIONS', 'maybe'],
    ['ATTACHE_RETENTION_DAYS', '-1'],
  ])('names %s when it is %s', (name, value) => {
    expect(() => parseChatSettings({ [name]: value })).toThrow(name);
  });
});
