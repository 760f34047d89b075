import { Obstacle } from './obstacle.ts';
import { showText } from './show.ts';

interface Cause {
  readonly message: string;
  /** Retrying may help. */
  readonly passing: boolean;
  readonly failure: 'unavailable' | 'unusable';
}

const passing = (message: string): Cause => ({ message, passing: true, failure: 'unavailable' });
const lasting = (message: string): Cause => ({ message, passing: false, failure: 'unavailable' });
const unusable = (message: string): Cause => ({ message, passing: false, failure: 'unusable' });

/** Error codes of Node's sockets and name resolution, OpenSSL, zlib and undici. */
const CAUSES: Readonly<Record<string, Cause>> = {
  ENOTFOUND: lasting('its host name is not known; check the spelling'),
  ENODATA: lasting('its host name has no address; check the spelling'),
  EAI_AGAIN: passing('its host name could not be looked up; check the connection to the internet'),
  ECONNREFUSED: passing('the server refuses connections'),
  ECONNRESET: passing('the connection broke off'),
  EPIPE: passing('the connection broke off'),
  UND_ERR_SOCKET: passing('the connection broke off'),
  UND_ERR_REQ_CONTENT_LENGTH_MISMATCH: passing('the connection broke off'),
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: passing('the connection broke off'),
  EHOSTUNREACH: passing('the server cannot be reached'),
  ENETUNREACH: passing('the server cannot be reached; check the connection to the internet'),
  ETIMEDOUT: passing('no connection came about in time'),
  UND_ERR_CONNECT_TIMEOUT: passing('no connection came about in time'),
  UND_ERR_HEADERS_TIMEOUT: passing('the server did not answer in time'),
  UND_ERR_BODY_TIMEOUT: passing('the server stopped sending'),
  UND_ERR_HEADERS_OVERFLOW: unusable('the server sends more headers than are read'),
  EPROTO: lasting('the server does not speak TLS as it should; check whether the address is really https'),
  Z_DATA_ERROR: unusable('its compressed data is damaged'),
  Z_BUF_ERROR: unusable('its compressed data ends too early'),
};

/** By what a code begins with, where a family of codes says the same. */
const FAMILIES: readonly (readonly [RegExp, Cause])[] = [
  [/^HPE_/, unusable('the server does not answer in HTTP')],
  [
    /^(?:CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT_|HOSTNAME_MISMATCH)/,
    lasting('its certificate is not valid'),
  ],
  [
    /^ERR_(?:SSL|TLS)_/,
    lasting('the server does not speak TLS as it should; check whether the address is really https'),
  ],
  [/^(?:Z_|ERR__ERROR_|ERR_BROTLI|BROTLI)/, unusable('its compressed data is damaged')],
];

/** What an error of the network means for the one who asked for the address. */
export function networkObstacle(error: unknown): Obstacle {
  if (error instanceof Obstacle) return error;
  const code = codeOf(error);
  const cause = CAUSES[code] ?? FAMILIES.find(([family]) => family.test(code))?.[1];
  if (cause !== undefined) {
    const { message, failure } = cause;
    return new Obstacle(failure, `${message} (${code})`, { passing: cause.passing, cause: error });
  }
  const said = error instanceof Error ? error.message : String(error);
  return new Obstacle('unavailable', `could not be fetched: ${showText(said)}`, { cause: error });
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const { code } = error as NodeJS.ErrnoException;
  if (typeof code === 'string') return code;
  // undici's parser does not always know its own code.
  if (error.name === 'HTTPParserError') return 'HPE_INVALID';
  // Several addresses of a host were tried.
  return error instanceof AggregateError ? codeOf(error.errors[0]) : '';
}
