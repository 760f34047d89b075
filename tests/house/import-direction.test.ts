import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

const SOURCE = join(import.meta.dirname, '../../src');
/** Each room may look into these rooms only; files of `src/` itself are everybody's. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  retrieval: ['retrieval'],
  answers: ['answers', 'retrieval'],
  settings: ['settings'],
  bots: ['bots', 'answers', 'retrieval', 'settings'],
  cli: ['cli', 'bots', 'answers', 'retrieval', 'settings'],
};

interface Import {
  readonly file: string;
  readonly target: string;
}

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.ts'),
);
const imports: Import[] = files.flatMap((file) =>
  [...readFileSync(join(SOURCE, file), 'utf8').matchAll(/from '(\.[^']+)'/g)].map((match) => ({
    file,
    target: relative(SOURCE, join(SOURCE, dirname(file), match[1] as string)),
  })),
);

const roomOf = (path: string) => (path.includes(sep) ? (path.split(sep)[0] as string) : null);

describe('imports', () => {
  it('run one way: bots → answers → retrieval', () => {
    const wrong = imports.filter(({ file, target }) => {
      const from = roomOf(file);
      const to = roomOf(target);
      return from !== null && to !== null && !MAY_IMPORT[from]?.includes(to);
    });
    expect(wrong).toEqual([]);
  });

  it('make no circle', () => {
    const graph = new Map(
      files.map((file) => [file, imports.filter((i) => i.file === file).map((i) => i.target)]),
    );
    const state = new Map<string, 'open' | 'done'>();
    const circles: string[] = [];
    const visit = (file: string, path: readonly string[]): void => {
      if (state.get(file) === 'done') return;
      if (state.get(file) === 'open') {
        circles.push([...path.slice(path.indexOf(file)), file].join(' → '));
        return;
      }
      state.set(file, 'open');
      for (const target of graph.get(file) ?? []) visit(target, [...path, file]);
      state.set(file, 'done');
    };
    for (const file of files) visit(file, []);
    expect(circles).toEqual([]);
  });

  it('read the environment at the edge only', () => {
    const readers = files.filter((file) =>
      /process\.env(?!`)/.test(readFileSync(join(SOURCE, file), 'utf8')),
    );
    expect(readers.map(roomOf).filter((room) => room !== 'cli')).toEqual([]);
  });
});
