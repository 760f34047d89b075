import { AttacheError } from '../../errors.ts';
import { FetchError } from '../fetching/fetcher.ts';
import { HtmlProblem } from '../html/html-problem.ts';
import type { Entry, SourceItem } from './source.ts';

/**
 * What to tell of an entry that could not be read.
 *
 * @throws the error itself where it is a fault of the program, or the run was stopped
 */
export function readingFailure(entry: Entry, error: unknown): SourceItem {
  if (error instanceof HtmlProblem) {
    return { kind: 'problem', entry, problem: error.message, reason: 'unusable', validators: null };
  }
  if (!(error instanceof FetchError)) throw error;
  if (error.failure === 'gone') return { kind: 'gone', entry };
  const reason = error.failure === 'unavailable' ? 'unavailable' : 'unusable';
  return { kind: 'problem', entry, problem: error.message, reason, validators: null };
}

/** Why a source as a whole could not be listed. */
export function listingFailure(what: string, error: unknown): unknown {
  if (!(error instanceof FetchError)) return error;
  return new AttacheError('SOURCE_UNAVAILABLE', `${what} could not be read: ${error.message}`, {
    cause: error,
  });
}
