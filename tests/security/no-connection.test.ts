import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exitCode, launch } from '../bots/launch.ts';

const ENTRY = join(import.meta.dirname, 'no-connection-entry.ts');

describe('attache ask', () => {
  it('answers without a connection to anywhere', async () => {
    const { child, output, errors } = launch(ENTRY, {}, 'ask', 'who visited Ljubljana in October?');
    expect(await exitCode(child)).toBe(0);
    expect(output()).toContain('NDRC');
    expect(errors()).not.toContain('ATTEMPT');
  });

  it('would be seen to try', async () => {
    const model = { ATTACHE_EMBEDDING_MODEL: 'nobody/nothing' };
    const { child, errors } = launch(ENTRY, model, 'ask', 'who visited Ljubljana in October?');
    expect(await exitCode(child)).toBe(1);
    expect(errors()).toContain('ATTEMPT');
  });
});
