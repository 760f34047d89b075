import type { LookupFunction } from 'node:net';
import { expect, onTestFinished } from 'vitest';
import {
  FetchError,
  type Fetched,
  type Fetcher,
  type FetchRequest,
} from '../../../src/retrieval/fetching/fetcher.ts';
import { createFetcher, type FetcherOptions } from '../../../src/retrieval/fetching/polite-fetcher.ts';
import type { LocalSite } from './local-site.ts';

/** A fetcher that is closed when the test is over. */
export function open(options: FetcherOptions): Fetcher {
  const fetcher = createFetcher({ delayMs: 0, ...options });
  onTestFinished(() => fetcher.close());
  return fetcher;
}

/** A fetcher for a site of the test. */
export function openFor(site: LocalSite, options: Partial<FetcherOptions> = {}): Fetcher {
  return open({ hosts: [site.host], allowPrivate: true, ...options });
}

export function page(url: string): FetchRequest {
  return { url, accept: ['text/html'] };
}

/** What must have been fetched. */
export async function fetched(fetcher: Fetcher, request: FetchRequest): Promise<Fetched> {
  const result = await fetcher.get(request);
  if (result.kind !== 'fetched') throw new Error('The server says that nothing changed.');
  return result;
}

/** Why a document cannot be had; the message is one line. */
export async function refusal(outcome: Promise<unknown>): Promise<FetchError> {
  const error = await outcome.then(
    () => new Error('It was fetched.'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof FetchError)) throw error;
  expect(error.message).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
  expect(error.message.startsWith(`${error.url}: `)).toBe(true);
  return error;
}

/** Every name is at these addresses. */
export function resolveTo(...addresses: readonly string[]): LookupFunction {
  return (_name, options, callback) => {
    const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    if (options.all) callback(null, found);
    else callback(null, found[0]?.address ?? '', found[0]?.family ?? 4);
  };
}
