import ipaddr from 'ipaddr.js';

/** Bits of an IPv6 address that stand for one customer of a provider, who has all the addresses below. */
const IPV6_PREFIX = 64;

/** Who asks, for counting: the address of the connection, or the one that a trusted proxy adds to `X-Forwarded-For`. */
export function clientKey(
  remote: string | undefined,
  forwardedFor: string | undefined,
  trustProxy: boolean,
): string {
  const forwarded = trustProxy ? forwardedFor?.split(',').at(-1)?.trim() : undefined;
  const address = withoutPort(forwarded || remote || '');
  if (!ipaddr.isValid(address)) return 'unknown';
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  const network = ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toString()}/${IPV6_PREFIX}`);
  return `${network.toString()}/${IPV6_PREFIX}`;
}

/** Some proxies add the port, to an IPv6 address in brackets: `192.0.2.1:5555`, `[2001:db8::1]:443`. */
function withoutPort(address: string): string {
  return address.replace(/^\[(.+)\](?::\d+)?$/, '$1').replace(/^([\d.]+):\d+$/, '$1');
}
