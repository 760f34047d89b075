import { list, onOff, port, text, wholeNumber } from '../kinds.ts';
import { group } from '../variable.ts';

/** A bearer token that is shorter could be guessed. */
const SHORTEST_TOKEN = 16;

const origins = list.refine(
  (items) => items.every((item) => item === '*' || (URL.canParse(item) && new URL(item).origin === item)),
  'must be origins such as https://example.org, separated by commas',
);

export const httpVariables = group('HTTP', {
  ATTACHE_HTTP_PORT: { schema: port, about: 'port of the HTTP interface; it is off without one' },
  ATTACHE_HTTP_HOST: {
    schema: text,
    default: '127.0.0.1',
    about: 'address to listen on; one that others can reach needs a token',
  },
  ATTACHE_HTTP_TOKEN: {
    schema: text
      .min(SHORTEST_TOKEN, `must have at least ${SHORTEST_TOKEN} characters`)
      .regex(/^[\w.~+/-]+=*$/, 'may hold letters, digits and . _ ~ + / - only'),
    secret: true,
    about: 'bearer token that requests must carry',
    otherwise: 'none is asked for',
  },
  ATTACHE_HTTP_OPEN: {
    schema: onOff,
    default: 'off',
    about: 'on allows an address that others can reach without a token',
  },
  ATTACHE_HTTP_OPEN_METRICS: {
    schema: onOff,
    default: 'off',
    about: 'on shows `/metrics` without the token',
  },
  ATTACHE_HTTP_RATE_LIMIT: {
    schema: wholeNumber,
    default: '60',
    about: 'questions a minute and client; 0 is no limit',
  },
  ATTACHE_HTTP_TRUST_PROXY: {
    schema: onOff,
    default: 'off',
    about: 'on behind one proxy: the client is the last address of `X-Forwarded-For`',
  },
  ATTACHE_HTTP_CORS: {
    schema: origins,
    about: 'origins whose pages may ask, comma-separated; `*` for all',
    otherwise: 'none',
  },
});
