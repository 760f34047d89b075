import { join, resolve } from 'node:path';
import type { CorpusProblem } from '../corpus/article.ts';
import { textKey } from '../corpus/content-key.ts';
import type { Embedder } from '../embedding/embedding.ts';
import { Vocabulary } from '../text/vocabulary.ts';
import { codeStamp } from './code-stamp.ts';
import { decodeIndex, decodeVectors, encodeIndex, type IndexContent } from './index-file.ts';
import type { IndexedArticle } from './indexed-article.ts';
import { readSections, type SectionFile, writeSections } from './section-file.ts';
import type { KeyedVectors } from './vectors-by-text.ts';

/** What is known of articles before they are indexed. */
export interface KnownArticles {
  readonly vocabulary: Vocabulary;
  readonly articles: ReadonlyMap<string, IndexedArticle>;
  /** Vectors of texts, for articles that are not known. */
  readonly vectors: readonly KeyedVectors[];
}

/** Nothing known: all is to be indexed. */
export function nothingKnown(): KnownArticles {
  return { vocabulary: new Vocabulary(), articles: new Map(), vectors: [] };
}

export interface SavedIndexOptions {
  readonly cacheDir: string;
  /** The corpus's folder. */
  readonly folder: string;
  readonly embedder: Pick<Embedder, 'model' | 'dimensions'>;
  /** Told when the index has to be made anew, or cannot be written. */
  readonly onProblem: (problem: CorpusProblem) => void;
}

/**
 * The index of one corpus and one embedding model in a file of the cache folder. What is damaged or of another version
 * is told and made anew; deleting the file costs time, never data. Processes that share it each replace it whole.
 */
export class SavedIndex {
  readonly #file: string;
  readonly #dimensions: number;
  readonly #stamp: Readonly<Record<string, string>>;
  readonly #onProblem: (problem: CorpusProblem) => void;

  constructor({ cacheDir, folder, embedder, onProblem }: SavedIndexOptions) {
    const name = textKey(`${embedder.model}\n${resolve(folder)}`);
    this.#file = join(cacheDir, 'index', `${name}.index`);
    this.#dimensions = embedder.dimensions;
    this.#stamp = {
      model: embedder.model,
      dimensions: String(embedder.dimensions),
      endianness: new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? 'little' : 'big',
      code: codeStamp(),
    };
    this.#onProblem = onProblem;
  }

  async load(): Promise<KnownArticles> {
    try {
      const file = await readSections(this.#file);
      if (file === null) return nothingKnown();
      if (file === 'damaged') return this.#anew('It is damaged.');
      return this.#decode(file);
    } catch (error) {
      return this.#anew(`It cannot be read (${reasonOf(error)}).`);
    }
  }

  /** Writes the index; a failure is told, and costs the next start the time that this one took. */
  async save(content: IndexContent): Promise<void> {
    try {
      await writeSections(this.#file, this.#stamp, encodeIndex(content));
    } catch (error) {
      this.#onProblem({
        file: this.#file,
        line: null,
        problem: `The index cannot be saved (${reasonOf(error)}).`,
        remedy:
          'Make the folder writable or set another one with ATTACHE_CACHE_DIR; else each start indexes all.',
        severity: 'warning',
      });
    }
  }

  #decode(file: SectionFile): KnownArticles {
    const { code, ...vectorStamp } = this.#stamp;
    if (Object.entries(vectorStamp).some(([name, value]) => file.stamp[name] !== value)) {
      return this.#anew('It is of another model or machine.');
    }
    if (file.stamp.code !== code) {
      this.#anew('It is of another version of this program; its vectors are kept.');
      return { ...nothingKnown(), vectors: [decodeVectors(file, this.#dimensions)] };
    }
    const { vocabulary, articles } = decodeIndex(file, this.#dimensions);
    return { vocabulary, articles: new Map(articles.map((each) => [each.key, each])), vectors: [] };
  }

  #anew(why: string): KnownArticles {
    this.#onProblem({
      file: this.#file,
      line: null,
      problem: `The saved index is not used. ${why}`,
      remedy: 'Nothing is to be done: it is made anew.',
      severity: 'warning',
    });
    return nothingKnown();
  }
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
}
