import { lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import { refusedRange } from './address-range.ts';
import { Obstacle } from './obstacle.ts';

interface Guard {
  readonly allowPrivate: boolean;
  readonly connectMs: number;
  readonly lookup: LookupFunction | undefined;
}

/**
 * Opens connections to admitted IP addresses only. The address is judged where the socket takes it from, so that
 * a name which resolves otherwise the second time (DNS rebinding) changes nothing.
 */
export function guardedConnector(guard: Guard): buildConnector.connector {
  const connect = buildConnector({ timeout: guard.connectMs, lookup: guardedLookup(guard) });
  return (options, callback) => {
    // Node looks up names only, not addresses that are written out.
    const range = isIP(options.hostname) === 0 ? null : refusedRange(options.hostname, guard.allowPrivate);
    if (range === null) connect(options, callback);
    else callback(privateAddress(options.hostname, range), null);
  };
}

function guardedLookup({ allowPrivate, lookup = systemLookup }: Guard): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) return callback(error, '', 0);
      const addresses = typeof found === 'string' ? [{ address: found, family: isIP(found) }] : found;
      const admitted = addresses.filter(({ address }) => refusedRange(address, allowPrivate) === null);
      const [first] = admitted;
      if (first === undefined) {
        const { address = 'no address' } = addresses[0] ?? {};
        return callback(privateAddress(address, refusedRange(address, allowPrivate) ?? 'unknown'), '', 0);
      }
      if (options.all) callback(null, admitted);
      else callback(null, first.address, first.family);
    });
  };
}

function privateAddress(address: string, range: string): Obstacle {
  const kind = range.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return new Obstacle(
    'address-refused',
    `its host is at ${address}, which is not a public address (${kind}); allow private addresses if the site is on your own network`,
  );
}
