import { AttacheError } from '../../errors.ts';
import type { IsoDay } from '../corpus/article.ts';
import type { Category, Entry } from '../sources/source.ts';
import { fold } from '../text/fold.ts';

/** Which articles of a source are asked for; null: all. */
export interface Choice {
  /** Name or slug. */
  readonly category: string | null;
  /** Published on this day or later. */
  readonly since: IsoDay | null;
}

/** Decides which articles are asked for, before and after they are read. */
export class Selection {
  readonly #category: string | null;
  readonly #since: IsoDay | null;

  constructor({ category, since }: Choice) {
    this.#category = category === null ? null : fold(category.trim());
    this.#since = since;
  }

  /** The same for the same selection. */
  get id(): string {
    return JSON.stringify([this.#category, this.#since]);
  }

  /** False only where it is known that the article was not asked for. */
  mayHave({
    categories,
    published,
    modified,
  }: Pick<Entry, 'categories' | 'published' | 'modified'>): boolean {
    if (categories !== null && !this.#hasCategory(categories)) return false;
    const latest = published ?? modified;
    return this.#since === null || latest === null || latest >= this.#since;
  }

  has(draft: { readonly categories: readonly Category[]; readonly published: IsoDay | null }): boolean {
    if (!this.#hasCategory(draft.categories)) return false;
    return this.#since === null || (draft.published !== null && draft.published >= this.#since);
  }

  /** @throws AttacheError INPUT_INVALID where the source has no category of that name */
  check(categories: readonly Category[] | null): void {
    if (categories === null || categories.length === 0 || this.#hasCategory(categories)) return;
    const names = categories.map(({ name, slug }) => (slug === null ? name : `${name} (${slug})`));
    throw new AttacheError(
      'INPUT_INVALID',
      `The source has no category '${this.#category}'. It has: ${names.slice(0, 40).join(', ')}.`,
    );
  }

  #hasCategory(categories: readonly Category[]): boolean {
    const wanted = this.#category;
    return wanted === null || categories.some(({ name, slug }) => fold(name) === wanted || slug === wanted);
  }
}
