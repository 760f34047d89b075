import { AttacheError } from '../../errors.ts';
import { decodeText } from './charset.ts';
import { FetchError, type Fetched, type Fetcher, type FetchRequest, type NotModified } from './fetcher.ts';
import { Obstacle } from './obstacle.ts';
import type { FetcherOptions } from './options.ts';
import { asValidator } from './receive.ts';
import { cleanText, showAddress } from './show.ts';
import { linkSignals } from './signals.ts';
import { SiteClient } from './site-client.ts';

export type { FetcherOptions } from './options.ts';

/**
 * A fetcher for the given hosts.
 *
 * @throws AttacheError INPUT_INVALID
 */
export function createFetcher(options: FetcherOptions): Fetcher {
  return new PoliteFetcher(new SiteClient(options));
}

class PoliteFetcher implements Fetcher {
  readonly #client: SiteClient;

  constructor(client: SiteClient) {
    this.#client = client;
  }

  async get(request: FetchRequest): Promise<Fetched | NotModified> {
    const linked = linkSignals(request.signal, this.#client.closed);
    try {
      linked.signal.throwIfAborted();
      return await this.#fetch(request, linked.signal);
    } catch (error) {
      if (this.#client.closed.aborted) throw this.#client.closed.reason;
      if (request.signal?.aborted) {
        throw new AttacheError('ABORTED', 'Fetching was stopped.', { cause: request.signal.reason });
      }
      if (!(error instanceof Obstacle)) throw error;
      const address = showAddress(request.url);
      throw new FetchError(error.failure, address, `${address}: ${error.message}`, { cause: error });
    } finally {
      linked.release();
    }
  }

  async close(): Promise<void> {
    await this.#client.close();
  }

  async #fetch(
    { url: address, accept, validators }: FetchRequest,
    signal: AbortSignal,
  ): Promise<Fetched | NotModified> {
    const { url, found } = await this.#client.find(address, { accept, validators }, signal);
    if (found.kind === 'not-modified') return found;
    const { headers, mediaType, bytes } = found;
    return {
      kind: 'fetched',
      url: url.href,
      mediaType,
      text: decodeText(bytes, headers['content-type'] ?? ''),
      headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, cleanText(value)])),
      etag: asValidator(headers.etag),
      lastModified: asValidator(headers['last-modified']),
    };
  }
}
