import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type FileOperations, fileOperations } from './file-operations.ts';
import { formatState, type IngestState, parseState } from './state.ts';

/** Hidden, so that a corpus passes over it. */
const OWN_FOLDER = '.attache';
const STATE_FILE = join(OWN_FOLDER, 'ingest.json');
const JOURNAL_FILE = join(OWN_FOLDER, 'runs.json');

/**
 * A corpus folder that articles are brought into. Files are written beside and moved into place, so that a reader
 * sees the old or the new text and a break at any moment leaves no half of one.
 */
export class CorpusFolder {
  readonly path: string;
  readonly #files: FileOperations;
  /** The state as the file has it. */
  #state = '';

  constructor(path: string, files: FileOperations = fileOperations) {
    this.path = path;
    this.#files = files;
  }

  get lockPath(): string {
    return join(this.path, OWN_FOLDER, 'lock');
  }

  /** Names of the files that stand in the folder itself; none where there is no folder. */
  async names(): Promise<string[]> {
    return readdir(this.path).catch(noFile([]));
  }

  /** The text of a file, or null where there is none. */
  async read(file: string): Promise<string | null> {
    return readFile(join(this.path, file), 'utf8').catch(noFile(null));
  }

  async readState(): Promise<IngestState> {
    const text = await this.read(STATE_FILE);
    this.#state = text ?? '';
    return parseState(text, join(this.path, STATE_FILE));
  }

  async writeState(state: IngestState): Promise<void> {
    const text = formatState(state);
    if (text === this.#state) return;
    await this.write(STATE_FILE, text);
    this.#state = text;
  }

  /** The text of the journal, or null where there is none. */
  async readJournal(): Promise<string | null> {
    return this.read(JOURNAL_FILE);
  }

  async writeJournal(text: string): Promise<void> {
    await this.write(JOURNAL_FILE, text);
  }

  async write(file: string, text: string): Promise<void> {
    const beside = join(this.path, OWN_FOLDER, 'writing');
    await this.#files.write(beside, text);
    await this.#files.move(beside, join(this.path, file));
  }

  /** Puts a file where nothing reads it and people find it again. */
  async putAside(file: string, why: 'gone' | 'replaced'): Promise<void> {
    await this.#files.move(join(this.path, file), join(this.path, OWN_FOLDER, why, file));
  }
}

/** What tells two versions of a file apart. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}

function noFile<T>(instead: T): (error: NodeJS.ErrnoException) => T {
  return (error) => {
    if (error.code === 'ENOENT') return instead;
    throw error;
  };
}
