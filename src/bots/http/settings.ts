import { AttacheError } from '../../errors.ts';
import { readGroup } from '../../settings/read.ts';
import type { Environment } from '../../settings/variable.ts';
import { httpVariables } from '../../settings/variables/http.ts';
import { isLoopback } from './loopback.ts';

export interface HttpSettings {
  /** 0 takes any free one. */
  readonly port: number;
  readonly host: string;
  /** Bearer token; null lets everybody in. */
  readonly token: string | null;
  readonly openMetrics: boolean;
  /** Questions a minute and client; 0 means no limit. */
  readonly rateLimit: number;
  readonly trustProxy: boolean;
  /** Origins whose pages may ask; '*' is all. */
  readonly origins: readonly string[];
}

/** Reads the settings of the HTTP interface. Throws `AttacheError` (SETTINGS_INVALID) with one line that says what to set. */
export function parseHttpSettings(env: Environment): HttpSettings {
  const values = readGroup(httpVariables, env);
  const { ATTACHE_HTTP_PORT: port, ATTACHE_HTTP_HOST: host, ATTACHE_HTTP_TOKEN: token = null } = values;
  if (port === undefined) {
    throw new AttacheError('SETTINGS_INVALID', 'ATTACHE_HTTP_PORT is not set: set it to a free port.');
  }
  if (token === null && !isLoopback(host) && !values.ATTACHE_HTTP_OPEN) {
    throw new AttacheError(
      'SETTINGS_INVALID',
      `ATTACHE_HTTP_HOST ${host} can be reached by others: set ATTACHE_HTTP_TOKEN, or ATTACHE_HTTP_OPEN=on if everybody may ask.`,
    );
  }
  return {
    port,
    host,
    token,
    openMetrics: values.ATTACHE_HTTP_OPEN_METRICS,
    rateLimit: values.ATTACHE_HTTP_RATE_LIMIT,
    trustProxy: values.ATTACHE_HTTP_TRUST_PROXY,
    origins: values.ATTACHE_HTTP_CORS ?? [],
  };
}
