import type { ArticleDraft } from '../sources/source.ts';
import { comesFrom, type Origin } from './article-text.ts';
import type { CorpusFolder } from './corpus-folder.ts';
import { ownName, wantedName } from './file-name.ts';
import type { IngestState } from './state.ts';

/** Which names of files are taken in a corpus folder; upper and lower case count as one, as some systems do. */
export class Names {
  readonly #folder: CorpusFolder;
  /** Names with their endings. */
  readonly #present: ReadonlySet<string>;
  readonly #taken: Set<string>;
  readonly #owned: ReadonlySet<string>;

  constructor(folder: CorpusFolder, present: readonly string[], state: IngestState) {
    const owned = Object.values(state.sources).flatMap(({ items }) =>
      [...items.values()].flatMap((item) => (item.kind === 'article' ? [item.file] : [])),
    );
    this.#folder = folder;
    this.#present = new Set(present);
    this.#owned = new Set(owned.map(stem));
    this.#taken = new Set([...present, ...owned].map(stem));
  }

  has(file: string): boolean {
    return this.#present.has(file);
  }

  /**
   * A name for a new article, without ending; the same one in each run. Where a file of that name says that it is
   * this very article, it is that file's.
   */
  async choose(draft: ArticleDraft, origin: Origin): Promise<string> {
    const wanted = wantedName(draft);
    const own = ownName(wanted, origin.source, origin.key);
    for (let n = 1; ; n++) {
      const name = n === 1 ? wanted : n === 2 ? own : `${own}-${n}`;
      const key = stem(`${name}.md`);
      if (!this.#taken.has(key) || (!this.#owned.has(key) && (await this.#isOf(origin, name)))) {
        this.#taken.add(key);
        return name;
      }
    }
  }

  async #isOf(origin: Origin, name: string): Promise<boolean> {
    const text = await this.#folder.read(`${name}.md`);
    return text !== null && comesFrom(text, origin);
  }
}

function stem(file: string): string {
  return file
    .replace(/\.[^.]*$/, '')
    .normalize('NFC')
    .toLowerCase();
}
