import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { packageFile } from '../../src/package-files.ts';

interface Claim {
  readonly text: string;
  readonly proofs: readonly { readonly file: string; readonly name: string }[];
}

/** The items of SECURITY.md that say what cannot be done, each with the tests named below it. */
const claims: readonly Claim[] = readFileSync(packageFile('SECURITY.md'), 'utf8')
  .split(/\n(?=- |#|\n)/)
  .filter((item) => item.startsWith('- **Cannot**'))
  .map((item) => ({
    text: item.slice(2, item.indexOf('\n')),
    proofs: [...item.matchAll(/^ {2}- `([^`]+)` › (.+)$/gm)].map(([, file = '', name = '']) => ({
      file,
      name,
    })),
  }));

/** Whether a file has a test of that title, as `it('…')` or at the end of `it.each(…)('…')`, and skips none. */
function hasTest(file: string, name: string): boolean {
  if (!existsSync(packageFile(file))) return false;
  const code = readFileSync(packageFile(file), 'utf8');
  if (/\b(?:it|describe)\.(?:skip|todo|only|fails)\b/.test(code)) return false;
  return ["'", '"', '`'].some(
    (quote) =>
      code.includes(`(${quote}${name}${quote}, `) || code.includes(`\n    ${quote}${name}${quote},\n`),
  );
}

describe('SECURITY.md', () => {
  it('claims something of every threat', () => {
    expect(claims.length).toBeGreaterThan(30);
  });

  it.each(claims.map((claim) => [claim.text, claim] as const))('proves that it %s', (_, { proofs }) => {
    expect(proofs).not.toEqual([]);
    expect(proofs.filter(({ file, name }) => !hasTest(file, name))).toEqual([]);
  });
});
