import { describe, expect, it } from 'vitest';
import type {
  CorpusSource,
  Listing,
  SourceItem,
  SourceKind,
  WantedEntry,
} from '../../../src/retrieval/sources/source.ts';

/** A source with articles that tests can change. Articles are named by numbers. */
export interface SourceWorld {
  readonly source: CorpusSource;
  /** Publishes an article, or changes it. */
  put(id: number, text: string): Promise<void>;
  delete(id: number): Promise<void>;
  /** Makes one article's text impossible to use. */
  spoil(id: number): Promise<void>;
  /** How often something was read since the last call: requests or, for a folder, 0. */
  reads(): number;
}

/** What a source can tell. */
export interface SourceTraits {
  readonly kind: SourceKind;
  /** Whether its list names all that exists. */
  readonly isComplete: boolean;
  /** Whether its list tells which articles changed. */
  readonly hasStamps: boolean;
}

/** What every source does; a new one is done when it passes. */
export function describeSource(traits: SourceTraits, open: () => Promise<SourceWorld>): void {
  describe(`${traits.kind} as a source${traits.hasStamps ? '' : ', with summaries'}`, () => {
    it('lists what exists, each article once with a key that stays', async () => {
      const world = await open();
      await world.put(1, 'The first text.');
      await world.put(2, 'The second text.');
      const first = await list(world);
      await world.put(1, 'The first text, changed.');
      await world.put(3, 'The third text.');
      const second = await list(world);
      const keys = new Set(second.entries.map(({ key }) => key));
      expect(keys.size).toBe(3);
      expect(first.entries.every(({ key }) => keys.has(key))).toBe(true);
      expect(second).toMatchObject({ complete: traits.isComplete, problems: [] });
    });

    it('gives an entry another stamp when its article changes, and none else', async () => {
      const world = await open();
      await world.put(1, 'The first text.');
      await world.put(2, 'The second text.');
      const before = await list(world);
      await world.put(1, 'The first text, changed.');
      const after = await list(world);
      const changed = after.entries.filter(
        (entry) => entry.stamp !== before.entries.find(({ key }) => key === entry.key)?.stamp,
      );
      expect(changed).toHaveLength(traits.hasStamps ? 1 : 0);
      expect(after.entries.every(({ stamp }) => (stamp !== null) === traits.hasStamps)).toBe(true);
    });

    it('reads the articles that are asked for, in the corpus format', async () => {
      const world = await open();
      await world.put(1, 'Costs of R&D *fell* to <5%.');
      await world.put(2, 'The second text.');
      const { entries } = await list(world);
      const items = await read(
        world,
        entries.map((entry) => ({ entry, validators: null })),
      );
      expect(items.map(({ kind }) => kind)).toEqual(['article', 'article']);
      const drafts = items.flatMap((item) => (item.kind === 'article' ? [item.draft] : []));
      const one = drafts.find(({ markdown }) => markdown.includes('R&D'));
      expect(one?.markdown).toContain('Costs of R&D \\*fell\\* to \\<5%.');
      expect(one?.title).toBe('Article 1 & more');
      expect(one?.categories[0]?.name).toBe('News & Views');
      expect(one?.published).toBe('2024-03-01');
    });

    it('need not read an article again that its server says is the same', async () => {
      const world = await open();
      await world.put(1, 'The first text.');
      const { entries } = await list(world);
      const [first] = await read(
        world,
        entries.map((entry) => ({ entry, validators: null })),
      );
      if (first?.kind !== 'article') throw new Error('It was not read.');
      const [again] = await read(world, [{ entry: first.entry, validators: first.validators }]);
      expect(again?.kind).toBe(first.validators === null ? 'article' : 'unchanged');
      expect(traits.hasStamps || first.validators !== null).toBe(true);
    });

    it('reads no other article than those asked for', async () => {
      const world = await open();
      for (let id = 1; id <= 4; id++) await world.put(id, `Text number ${id}.`);
      const { entries } = await list(world);
      const wanted = entries.slice(1, 2).map((entry) => ({ entry, validators: null }));
      world.reads();
      const items = await read(world, wanted);
      expect(items.map(({ entry }) => entry.key)).toEqual(wanted.map(({ entry }) => entry.key));
      expect(world.reads()).toBeLessThanOrEqual(1);
    });

    it('tells of a broken article in one line, and reads the others', async () => {
      const world = await open();
      for (let id = 1; id <= 3; id++) await world.put(id, `Text number ${id}.`);
      await world.spoil(2);
      const { entries } = await list(world);
      const items = await read(
        world,
        entries.map((entry) => ({ entry, validators: null })),
      );
      expect(items.map(({ kind }) => kind).sort()).toEqual(['article', 'article', 'problem']);
      const broken = items.find(({ kind }) => kind === 'problem');
      expect(broken).toMatchObject({ reason: 'unusable', problem: expect.stringMatching(/^[^\n]+\.$/) });
    });

    it('no longer lists what is deleted', async () => {
      const world = await open();
      await world.put(1, 'The first text.');
      await world.put(2, 'The second text.');
      await world.delete(1);
      expect((await list(world)).entries).toHaveLength(1);
    });

    it('stops reading when it is told to', async () => {
      const world = await open();
      await world.put(1, 'The first text.');
      const { entries } = await list(world);
      const wanted = entries.map((entry) => ({ entry, validators: null }));
      await expect(read(world, wanted, AbortSignal.abort())).rejects.toThrow();
    });
  });
}

async function list({ source }: SourceWorld): Promise<Listing> {
  const listing = await source.list(null);
  if (listing.kind !== 'listed') throw new Error('Nothing was listed.');
  return listing;
}

async function read(
  { source }: SourceWorld,
  wanted: readonly WantedEntry[],
  signal?: AbortSignal,
): Promise<SourceItem[]> {
  const items: SourceItem[] = [];
  for await (const item of source.read(wanted, signal)) items.push(item);
  return items;
}
