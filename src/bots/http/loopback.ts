import ipaddr from 'ipaddr.js';

/** Whether only this machine can be reached under a host; an IPv6 address may stand in brackets, as in a URL. */
export function isLoopback(host: string): boolean {
  if (host === 'localhost') return true;
  const address = host.replace(/^\[(.*)\]$/, '$1');
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback';
}
