import type { Listing } from '../sources/source.ts';
import type { IngestState } from './state.ts';

/** Which article of the corpus has which address, so that one that two sources have is brought in once. */
export class AddressOwners {
  readonly #source: string;
  readonly #owners = new Map<string, { readonly source: string; readonly key: string }>();
  /** Keys of this source's articles that it lists no more, by address. */
  readonly #unlisted = new Map<string, string>();

  /** @param source the one that is brought in, as it names itself in the state */
  constructor(source: string, { sources }: IngestState) {
    this.#source = source;
    for (const [address, { items }] of Object.entries(sources)) {
      for (const [key, item] of items) {
        if (item.kind === 'article' && item.url) {
          this.#owners.set(plainAddress(item.url), { source: address, key });
        }
      }
    }
  }

  /** Whether an article has the address, other than that of the source under this key. */
  isTaken(url: string | null, key?: string): boolean {
    const owner = url === null ? undefined : this.#owners.get(plainAddress(url));
    return owner !== undefined && !(owner.source === this.#source && owner.key === key);
  }

  take(url: string | null, key: string): void {
    if (url !== null) this.#owners.set(plainAddress(url), { source: this.#source, key });
  }

  /**
   * Frees the addresses of what the source does not list any more: an article that was posted again, or whose site
   * writes its addresses otherwise, has another key and is the same one.
   */
  freeUnlisted({ entries, complete }: Listing): void {
    if (!complete) return;
    const listed = new Set(entries.map(({ key }) => key));
    for (const [address, { source, key }] of this.#owners) {
      if (source !== this.#source || listed.has(key)) continue;
      this.#owners.delete(address);
      this.#unlisted.set(address, key);
    }
  }

  /** The key that the article of an address had at the source until now, if that is not listed any more. */
  formerKey(url: string | null): string | undefined {
    return url === null ? undefined : this.#unlisted.get(plainAddress(url));
  }
}

/** One form for the addresses that lead to one page. */
function plainAddress(url: string): string {
  return url
    .replace(/^https?:\/\/(?:www\.)?/i, '')
    .replace(/#.*$/, '')
    .replace(/(?<!\/)\/+$/, '')
    .toLowerCase();
}
