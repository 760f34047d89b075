/** A step of building a model folder, for a caller that shows long work. */
export interface ModelProgress {
  readonly model: 'encoder' | 'reader';
  readonly stage: 'reading weights' | 'writing' | 'ready';
  /** The file being written, relative to the model folder; null in the other stages. */
  readonly file: string | null;
}

export interface ModelOptions {
  /** Folder that holds the built models; default: the user's cache folder. */
  readonly cacheDir?: string;
  /**
   * Compares the checksum of every file, not only its size. Reads the whole folder (about 0.2 s); for when a model
   * that looked sound could not be loaded. Default: false.
   */
  readonly verify?: boolean;
  /** Called only when the model has to be built. */
  readonly onProgress?: (progress: ModelProgress) => void;
  readonly signal?: AbortSignal;
}
