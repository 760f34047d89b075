import { describe, expect, it } from 'vitest';
import { type CorpusStatus, renderStatus } from '../../src/cli/render-status.ts';

const NOW = new Date('2026-03-02T12:00:00Z');
const status = (overrides: Partial<CorpusStatus> = {}): CorpusStatus => ({
  folder: '/srv/articles',
  articles: 1240,
  oldest: '2019-01-04',
  newest: '2026-03-01',
  changed: '2026-03-02T11:58:00.000Z',
  sources: [],
  problems: [],
  ...overrides,
});
const run = {
  at: '2026-03-02T09:00:00.000Z',
  ended: 'finished',
  new: 3,
  changed: 0,
  unchanged: 1236,
  gone: 0,
  failed: 1,
  problems: [{ where: 'https://news.example/a', problem: 'It is larger than 5 MB.' }],
} as const;

describe('renderStatus', () => {
  it('tells how many articles there are, of which days, and when one was last written', () => {
    expect(renderStatus(status(), NOW)).toBe(
      '/srv/articles\n  1,240 articles, 4 Jan 2019 to 1 Mar 2026; last change 2 minutes ago\n',
    );
  });

  it('tells that there is no article', () => {
    const empty = { articles: 0, oldest: null, newest: null, changed: null };
    expect(renderStatus(status(empty), NOW)).toBe('/srv/articles\n  0 articles\n');
  });

  it('tells of each source what was asked for, how its last run ended and what failed', () => {
    const source = {
      address: 'https://news.example/',
      kind: 'wordpress',
      category: 'news',
      since: null,
      articles: 1239,
      lastRun: run,
    } as const;
    expect(renderStatus(status({ sources: [source] }), NOW)).toContain(
      [
        'https://news.example/ (wordpress, 1,239 articles, category news)',
        '  finished 3 hours ago: 3 new, 1236 unchanged, 1 failed',
        '  ✗ https://news.example/a: It is larger than 5 MB.',
      ].join('\n'),
    );
  });

  it('tells of files that cannot be used', () => {
    const problem = {
      file: 'a.md',
      line: 3,
      problem: 'No title.',
      remedy: 'Add one.',
      severity: 'error',
    } as const;
    expect(renderStatus(status({ problems: [problem] }), NOW)).toContain('a.md:3: No title. Add one.\n');
  });

  it('passes no control character on to the terminal', () => {
    const lastRun = { ...run, problems: [{ where: 'https://x.example/', problem: 'bad \u001b[31mred' }] };
    const source = {
      address: 'https://x.example/',
      kind: 'feed',
      category: null,
      since: null,
      articles: 0,
      lastRun,
    } as const;
    expect(renderStatus(status({ sources: [source] }), NOW)).not.toContain('\u001b');
  });
});
