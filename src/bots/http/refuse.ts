import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { Logger } from 'pino';
import { newReference } from '../chat/reference.ts';
import { problem, Refusal } from './problem.ts';

interface Parsed {
  readonly success: boolean;
  readonly error?: {
    /** `keys` are fields that nobody knows. */
    readonly issues: readonly { path: readonly PropertyKey[]; message: string; keys?: readonly string[] }[];
  };
}

/** Names the fields that cannot be used. */
export function refuseFields(parsed: Parsed, c: Context) {
  if (parsed.success || !parsed.error) return undefined;
  const errors = parsed.error.issues.flatMap(({ path, message, keys }) =>
    keys
      ? keys.map((key) => ({ field: [...path, key].join('.'), message: 'is not known' }))
      : [{ field: path.join('.') || 'body', message }],
  );
  const detail = errors.map(({ field, message }) => `${field}: ${message}`).join('; ');
  return problem(c, { status: 400, detail, errors });
}

/** The library's own refusals of a body. */
const REFUSED_BODIES = {
  400: 'The body is not JSON that can be read.',
  415: 'Send JSON, with the header Content-Type: application/json.',
} as const;

/** For a body that does not say it is JSON. */
export const notJson = () => new Refusal({ status: 415, detail: REFUSED_BODIES[415] });

/** Nothing of an error that was not meant for the client reaches it but a reference. */
export function refuseError(error: Error, c: Context, logger: Logger) {
  if (error instanceof Refusal) return problem(c, error.problem);
  // The client left, or was cut off, in the middle of its body: nobody listens, and nothing is wrong here.
  if (c.req.raw.signal.aborted) {
    logger.debug({ err: error, path: c.req.path }, 'a client did not wait for the reply');
    return problem(c, { status: 400, detail: 'The body ended too early.' });
  }
  if (error instanceof HTTPException) {
    const challenge = error.res?.headers.get('www-authenticate');
    if (challenge) {
      const detail = 'Send the bearer token: Authorization: Bearer …';
      return problem(c, { status: 401, detail, headers: { 'www-authenticate': challenge } });
    }
    const { status } = error;
    if (status === 400 || status === 415) return problem(c, { status, detail: REFUSED_BODIES[status] });
  }
  const reference = newReference();
  logger.error({ err: error, reference, path: c.req.path }, 'a request failed');
  return problem(c, { status: 500, detail: `That failed; the log has the cause under ${reference}.` });
}
