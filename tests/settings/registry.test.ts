import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { configurationPage, exampleFile } from '../../src/settings/describe.ts';
import { readVariable } from '../../src/settings/read.ts';
import { GROUPS } from '../../src/settings/registry.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const variables = GROUPS.flatMap((group) => Object.entries(group.variables));

describe('the registry of settings', () => {
  it('has each variable once', () => {
    const names = variables.map(([name]) => name);
    expect(names).toEqual([...new Set(names)]);
  });

  it.each(variables)('%s is described in one line, and its default can be read', (name, variable) => {
    expect(variable.about).toMatch(/^[^\n|]+[^.\n|]$/);
    expect(readVariable(name, variable, {})).toMatchObject({ ok: true });
  });

  it.each(variables)('%s is a secret exactly if its name says so', (name, { secret }) => {
    expect(secret === true).toBe(/TOKEN|SECRET|PASSWORD/.test(name));
  });

  it('knows every variable that the source names', () => {
    const files = readdirSync(path.join(ROOT, 'src'), { recursive: true, encoding: 'utf8' });
    const named = files
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) => [
        ...readFileSync(path.join(ROOT, 'src', file), 'utf8').matchAll(/\bATTACHE_[A-Z_]*[A-Z]\b/g),
      ])
      .map(([name]) => name);
    expect(named.length).toBeGreaterThan(variables.length / 2);
    expect([...new Set(named)].filter((name) => !variables.some(([known]) => known === name))).toEqual([]);
  });
});

// `npx vitest run tests/settings -u` writes both files anew.
describe('what is printed from the registry', () => {
  it('is docs/configuration.md', async () => {
    await expect(configurationPage()).toMatchFileSnapshot(path.join(ROOT, 'docs/configuration.md'));
  });

  it('is .env.example', async () => {
    await expect(exampleFile()).toMatchFileSnapshot(path.join(ROOT, '.env.example'));
  });
});
