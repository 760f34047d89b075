import { existsSync, readFileSync } from 'node:fs';
import { validate } from 'dockerfile-utils';
import { describe, expect, it } from 'vitest';
import { packageFile } from '../../src/package-files.ts';

const read = (path: string) => readFileSync(packageFile(path), 'utf8');

/** The instructions of the Dockerfile, continued lines joined, flags such as `--mount` taken off. */
const instructions = read('Dockerfile')
  .replaceAll(/^#.*\n/gm, '')
  .replaceAll('\\\n', ' ')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => {
    const [, name = '', rest = ''] = /^(\w+)\s+(.*)$/.exec(line) ?? [];
    return { name, arguments: rest.replaceAll(/(?:^|\s)--\S+/g, '').trim() };
  });
const argumentsOf = (name: string) =>
  instructions.filter((one) => one.name === name).map((one) => one.arguments);

describe('the Dockerfile', () => {
  it('gives a linter nothing to change', () => {
    expect(validate(read('Dockerfile'))).toEqual([]);
  });

  it('runs the scripts that the rehearsal runs, and makes the data folder', () => {
    const rehearsal = read('scripts/image/rehearse.sh');
    const steps = argumentsOf('RUN').map((step) => /scripts\/image\/[\w.-]+/.exec(step)?.[0] ?? step);
    expect(steps).toEqual([
      'scripts/image/install.sh',
      'scripts/image/build.sh',
      'scripts/image/smoke.ts',
      'install -d -o node -g node -m 0700 /data',
    ]);
    // Packages are not downloaded once more; all else is rehearsed.
    for (const step of steps.slice(1, 3)) expect(rehearsal).toContain(step);
    for (const step of steps.slice(0, 3)) expect(existsSync(packageFile(step))).toBe(true);
  });

  it('copies nothing that .dockerignore keeps back', () => {
    const sent = [...read('.dockerignore').matchAll(/^!(.+)$/gm)].map((match) => match[1] as string);
    const copied = argumentsOf('COPY')
      .filter((copy) => !copy.startsWith('/app') && !copy.startsWith('. '))
      .flatMap((copy) => copy.split(/\s+/).slice(0, -1));
    expect(
      copied.filter((path) => !sent.some((root) => path === root || path.startsWith(`${root}/`))),
    ).toEqual([]);
    expect(sent.filter((path) => !existsSync(packageFile(path)))).toEqual([]);
  });

  it('installs packages without running their scripts', () => {
    expect(read('.npmrc').split('\n')).toContain('ignore-scripts=true');
    const [copied = ''] = argumentsOf('COPY');
    expect(copied.split(/\s+/)).toEqual(expect.arrayContaining(['package-lock.json', '.npmrc']));
    expect(read('scripts/image/install.sh')).toContain('npm ci');
  });

  it('takes nothing out of the build but the assembled folder', () => {
    const last = instructions.slice(instructions.findLastIndex(({ name }) => name === 'FROM'));
    const copies = last.filter(({ name }) => name === 'COPY' || name === 'ADD');
    expect(copies.map((copy) => copy.arguments)).toEqual(['/app /app']);
  });

  it('ends as an ordinary user, with a health check, its data on a volume', () => {
    expect(argumentsOf('USER')).toEqual(['1000:1000']);
    expect(argumentsOf('VOLUME')).toEqual(['/data']);
    expect(argumentsOf('HEALTHCHECK')).toEqual(['CMD ["node", "/app/bin/healthcheck.js"]']);
  });
});
