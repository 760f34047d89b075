import ipaddr, { type IPv4, type IPv6 } from 'ipaddr.js';

/** A cloud's metadata service is link-local; no site of articles is in any of these. */
const NEVER = new Set(['linkLocal', 'multicast', 'broadcast', 'unspecified']);

/**
 * Why no connection is made to an IP address, or `null` if it may be: a public unicast address, or with
 * `allowPrivate` also one of this machine or a private network.
 *
 * @returns the name of the range of IANA's special-purpose registries that the address is in
 */
export function refusedRange(address: string, allowPrivate: boolean): string | null {
  if (!ipaddr.isValid(address)) return 'unknown';
  const ip = ipaddr.parse(address);
  const range = rangeOf(ip);
  if (range === 'unicast') return null;
  if (!allowPrivate) return range;
  // What may be judged by the address inside is; otherwise a mapped address would reach what is never reached.
  const inner = rangeOf(innerAddress(ip) ?? ip);
  return NEVER.has(inner) ? inner : null;
}

function rangeOf(ip: IPv4 | IPv6): string {
  const range = ip.range();
  // Networks with IPv6 only reach IPv4 hosts by addresses that embed theirs (NAT64, RFC 6052).
  if (range === 'rfc6052') {
    const inner = innerAddress(ip);
    return inner?.range() === 'unicast' ? 'unicast' : (inner?.range() ?? range);
  }
  // What IANA has handed out as global unicast is 2000::/3 (RFC 4291 section 2.4).
  if (range === 'unicast' && isSix(ip) && ((ip.parts[0] ?? 0) & 0xe000) !== 0x2000) return 'reserved';
  return range;
}

/** The IPv4 address within one of IPv6. */
function innerAddress(ip: IPv4 | IPv6): IPv4 | null {
  if (!isSix(ip)) return null;
  const range = ip.range();
  const wellKnown =
    range === 'rfc6052' && ip.parts[0] === 0x64 && ip.parts.slice(2, 6).every((part) => part === 0);
  if (range !== 'ipv4Mapped' && !wellKnown) return null;
  return new ipaddr.IPv4(ip.toByteArray().slice(12));
}

function isSix(ip: IPv4 | IPv6): ip is IPv6 {
  return ip.kind() === 'ipv6';
}
