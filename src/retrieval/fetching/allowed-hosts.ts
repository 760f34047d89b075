import { isIP } from 'node:net';
import { AttacheError } from '../../errors.ts';
import { MAX_ADDRESS_LENGTH } from './limits.ts';
import { Obstacle } from './obstacle.ts';
import { showAddress, showText } from './show.ts';

interface AllowedHost {
  /** As `URL.hostname` gives it. */
  readonly name: string;
  /** `null`: the standard ports. */
  readonly port: string | null;
}

const STANDARD_PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

/** Which addresses may be fetched, by what is written in them; where they lead is the connector's concern. */
export class AllowedHosts {
  readonly #hosts: readonly AllowedHost[];

  /** @throws AttacheError INPUT_INVALID */
  constructor(hosts: readonly string[]) {
    if (hosts.length === 0)
      throw new AttacheError('INPUT_INVALID', 'A fetcher needs a host that it may ask.');
    this.#hosts = hosts.flatMap(readHost);
  }

  /**
   * The address as a URL without its fragment.
   *
   * @param base what a relative address starts from
   * @throws Obstacle 'address-refused'
   */
  admit(address: string, base?: URL): URL {
    if (address.length > MAX_ADDRESS_LENGTH) throw refused(`is longer than ${MAX_ADDRESS_LENGTH} characters`);
    if (!URL.canParse(address, base?.href))
      throw refused('is not a web address: write it as https://example.org/page');
    const url = new URL(address, base?.href);
    const standardPort = STANDARD_PORTS[url.protocol];
    if (standardPort === undefined) {
      throw refused(`only http and https addresses are fetched, not '${showText(url.protocol)}' ones`);
    }
    if (url.username !== '' || url.password !== '') {
      throw refused('bears a user name or password: give the address without it');
    }
    const port = url.port || standardPort;
    const allowed = this.#hosts.some(
      (host) => host.name === url.hostname && (host.port ?? standardPort) === port,
    );
    if (!allowed) {
      const names = this.#hosts.map(({ name, port }) => (port === null ? name : `${name}:${port}`));
      throw refused(`is not on ${names.join(' or ')}, so it is not fetched: name its host if you want it`);
    }
    url.hash = '';
    return url;
  }

  /**
   * Where a redirect leads.
   *
   * @throws Obstacle 'address-refused' as `admit`, and when it would leave https
   */
  admitRedirect(location: string, from: URL): URL {
    try {
      const to = this.admit(location, from);
      if (from.protocol === 'https:' && to.protocol === 'http:') {
        throw refused('would leave https for http, which is not followed');
      }
      return to;
    } catch (error) {
      if (!(error instanceof Obstacle)) throw error;
      const target = URL.canParse(location, from.href) ? new URL(location, from.href) : location;
      throw refused(`redirects to ${showAddress(target)}: that ${error.message}`);
    }
  }
}

/** The host of an entry, and its twin with or without 'www.'. */
function readHost(entry: string): AllowedHost[] {
  const url = URL.canParse(`http://${entry}`) ? new URL(`http://${entry}`) : null;
  if (url === null || entry === '' || /[\s/\\?#@]/.test(entry)) {
    throw new AttacheError(
      'INPUT_INVALID',
      `'${showAddress(entry)}' is not a host: write it as example.org or example.org:8080.`,
    );
  }
  const port = url.port || (/:80$/.test(entry) ? '80' : null);
  const name = url.hostname;
  if (isIP(name) !== 0 || name.startsWith('[')) return [{ name, port }];
  const twin = name.startsWith('www.') ? name.slice('www.'.length) : `www.${name}`;
  return [
    { name, port },
    { name: twin, port },
  ];
}

function refused(message: string): Obstacle {
  return new Obstacle('address-refused', message);
}
