import { duration, onOff, text, webAddresses } from '../kinds.ts';
import { group } from '../variable.ts';

export const articleVariables = group('Articles', {
  ATTACHE_CORPUS: { schema: text, about: 'folder with the articles', otherwise: 'the articles that ship' },
  ATTACHE_SOURCES: {
    schema: webAddresses,
    about:
      'addresses of the sites, feeds or sitemaps whose articles `serve`, `slack` and `discord` bring into `ATTACHE_CORPUS`, comma-separated',
    otherwise: 'none',
  },
  ATTACHE_REFRESH: {
    schema: duration,
    default: '1h',
    about:
      'how often they are brought in again, such as `30m`, `1h` or `1d`, `24d` at most; `off` only watches the folder',
  },
  ATTACHE_ALLOW_PRIVATE: {
    schema: onOff,
    default: 'off',
    about: 'on lets the sources lie in a private network or on this machine',
  },
});
