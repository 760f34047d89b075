import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LookupFunction } from 'node:net';
import { describe, expect, it } from 'vitest';
import { refusedRange } from '../../../src/retrieval/fetching/address-range.ts';
import { AllowedHosts } from '../../../src/retrieval/fetching/allowed-hosts.ts';
import { fetched, open, openFor, page, refusal, resolveTo } from './fetching.ts';
import { redirectTo, startSite } from './local-site.ts';

describe('an address', () => {
  const fetcher = () => open({ hosts: ['example.org', 'news.example.net:8080'] });

  it.each([
    ['file:///etc/passwd', "only http and https addresses are fetched, not 'file:' ones"],
    ['ftp://example.org/a', "not 'ftp:' ones"],
    ['data:text/html,hello', "not 'data:' ones"],
    ['javascript:alert(1)', "not 'javascript:' ones"],
    ['', 'is not a web address'],
    ['example.org/a', 'is not a web address'],
    ['http://', 'is not a web address'],
    [`https://example.org/${'a'.repeat(3_000)}`, 'is longer than 2048 characters'],
    ['https://example.com/a', 'is not on example.org or www.example.org'],
    ['https://example.org.example.com/a', 'is not on example.org'],
    ['https://sub.example.org/a', 'is not on example.org'],
    ['https://example.org:8443/a', 'is not on example.org'],
    ['https://news.example.net/a', 'news.example.net:8080'],
    ['http://169.254.169.254/latest/meta-data', 'is not on example.org'],
  ])('%s is refused', async (url, reason) => {
    const { failure, message } = await refusal(fetcher().get(page(url)));
    expect(failure).toBe('address-refused');
    expect(message).toContain(reason);
  });

  it('with a user name or password is refused, and neither is repeated', async () => {
    const error = await refusal(fetcher().get(page('https://olga:hunter2@example.org/a')));
    expect(error.failure).toBe('address-refused');
    expect(error.message).toMatch(/^https:\/\/example\.org\/a: bears a user name or password/);
    expect(JSON.stringify(error)).not.toMatch(/olga|hunter2/);
  });

  it.each([
    'http://example.org/a',
    'https://www.example.org/a#part',
    'http://EXAMPLE.org:80/a',
    'http://news.example.net:8080/',
    'http://www.news.example.net:8080/',
  ])('%s is on the hosts that were named', (url) => {
    const hosts = new AllowedHosts(['example.org', 'news.example.net:8080']);
    expect(hosts.admit(url).hash).toBe('');
  });

  it('may be of a host that was named with www. or in letters of its own', () => {
    const hosts = new AllowedHosts(['www.example.org', 'münchen.example']);
    expect(hosts.admit('https://example.org/').host).toBe('example.org');
    expect(hosts.admit('https://xn--mnchen-3ya.example/').pathname).toBe('/');
  });

  it.each(['', 'https://example.org', 'example.org/news', 'olga@example.org', 'exa mple.org', ':80'])(
    "'%s' cannot be named as a host",
    (host) => {
      expect(() => new AllowedHosts([host])).toThrow(expect.objectContaining({ code: 'INPUT_INVALID' }));
    },
  );

  it('needs a fetcher that was made for a host at all', () => {
    expect(() => open({ hosts: [] })).toThrow(expect.objectContaining({ code: 'INPUT_INVALID' }));
  });
});

describe('a connection', () => {
  it.each([
    ['127.0.0.1', 'loopback'],
    ['10.1.2.3', 'private'],
    ['172.16.0.1', 'private'],
    ['192.168.1.1', 'private'],
    ['100.64.0.1', 'carrierGradeNat'],
    ['169.254.169.254', 'linkLocal'],
    ['0.0.0.0', 'unspecified'],
    ['0.1.2.3', 'unspecified'],
    ['224.0.0.1', 'multicast'],
    ['255.255.255.255', 'broadcast'],
    ['240.0.0.1', 'reserved'],
    ['198.18.0.1', 'reserved'],
    ['192.0.2.1', 'reserved'],
    ['::1', 'loopback'],
    ['::', 'unspecified'],
    ['::127.0.0.1', 'ipv4Mapped'],
    ['::ffff:127.0.0.1', 'ipv4Mapped'],
    ['::ffff:a9fe:a9fe', 'ipv4Mapped'],
    ['fe80::1', 'linkLocal'],
    ['fc00::1', 'uniqueLocal'],
    ['fd00:ec2::254', 'uniqueLocal'],
    ['fec0::1', 'deprecatedSiteLocal'],
    ['ff02::1', 'multicast'],
    ['64:ff9b::10.0.0.1', 'private'],
    ['64:ff9b::169.254.169.254', 'linkLocal'],
    ['64:ff9b:1::8.8.8.8', 'rfc6052'],
    ['2002:7f00:1::', '6to4'],
    ['2001::1', 'teredo'],
    ['2001:db8::1', 'reserved'],
    ['4000::1', 'reserved'],
    ['fe80::1%eth0', 'linkLocal'],
    ['no address', 'unknown'],
  ])('to %s is refused', (address, range) => {
    expect(refusedRange(address, false)).toBe(range);
  });

  it.each(['8.8.8.8', '193.99.144.80', '2606:4700::6810:1', '64:ff9b::8.8.8.8'])(
    'to %s is made',
    (address) => {
      expect(refusedRange(address, false)).toBeNull();
    },
  );

  it.each(['127.0.0.1', '::1', '10.1.2.3', '100.64.0.1', 'fd00::1', '::ffff:192.168.0.1'])(
    'to %s is made where private addresses are allowed',
    (address) => {
      expect(refusedRange(address, true)).toBeNull();
    },
  );

  it.each([
    '169.254.169.254',
    'fe80::1',
    '::ffff:169.254.169.254',
    '::169.254.169.254',
    '64:ff9b::169.254.169.254',
    '0.0.0.0',
    '::',
    '224.0.0.1',
    '255.255.255.255',
  ])('to %s is refused even so', (address) => {
    expect(refusedRange(address, true)).not.toBeNull();
  });

  it.each(['127.0.0.1', '2130706433', '0x7f.1', '017700000001', '127.1', '0', '[::1]', '[::ffff:127.0.0.1]'])(
    'is not made to this machine, written as %s',
    async (name) => {
      const site = await startSite({});
      const host = `${name}:${site.port}`;
      const error = await refusal(open({ hosts: [host] }).get(page(`http://${host}/a`)));
      expect(error.failure).toBe('address-refused');
      expect(error.message).toContain('which is not a public address');
      expect(site.connections()).toBe(0);
    },
  );

  it('is not made when the name of a host leads into the private network', async () => {
    const site = await startSite({});
    const host = `news.example.org:${site.port}`;
    const fetcher = open({ hosts: [host], lookup: resolveTo('127.0.0.1') });
    const error = await refusal(fetcher.get(page(`http://${host}/a`)));
    expect(error.failure).toBe('address-refused');
    expect(error.message).toContain('its host is at 127.0.0.1, which is not a public address (loopback)');
    expect(site.connections()).toBe(0);
  });

  it('is made to the address that was judged, though the name leads elsewhere a moment later', async () => {
    const site = await startSite({ '/a': 'hello' });
    const answers = ['127.0.0.1', '169.254.169.254'];
    let lookups = 0;
    const lookup: LookupFunction = (name, options, callback) => {
      lookups += 1;
      resolveTo(answers.shift() ?? '169.254.169.254')(name, options, callback);
    };
    const host = `news.example.org:${site.port}`;
    const fetcher = open({ hosts: [host], allowPrivate: true, lookup });
    const result = await fetched(fetcher, page(`http://${host}/a`));
    expect(result.text).toBe('hello');
    expect(lookups).toBe(1);
  });

  it('takes the public one of several addresses', async () => {
    const site = await startSite({ '/a': 'hello' });
    const lookup = resolveTo('169.254.169.254', '127.0.0.1');
    const host = `news.example.org:${site.port}`;
    const fetcher = open({ hosts: [host], allowPrivate: true, lookup });
    expect((await fetched(fetcher, page(`http://${host}/a`))).text).toBe('hello');
  });

  it('is not made to a name that is not known', async () => {
    const lookup: LookupFunction = (_name, _options, callback) =>
      callback(Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' }), '', 0);
    const error = await refusal(open({ hosts: ['example.org'], lookup }).get(page('http://example.org/a')));
    expect(error.failure).toBe('unavailable');
    expect(error.message).toContain('its host name is not known; check the spelling (ENOTFOUND)');
  });

  it('stays open from one page to the next', async () => {
    const site = await startSite({ '/a': 'a', '/b': 'b', '/old': redirectTo('/a'), '/gone': goneSlowly });
    const fetcher = openFor(site);
    await fetched(fetcher, page(`${site.origin}/a`));
    await refusal(fetcher.get(page(`${site.origin}/gone`)));
    await refusal(fetcher.get(page(`${site.origin}/missing`)));
    for (const path of ['/b', '/old']) await fetched(fetcher, page(`${site.origin}${path}`));
    expect(site.connections()).toBe(1);
  });
});

/** The headers arrive on their own, and some words later. */
function goneSlowly(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(410).flushHeaders();
  setImmediate(() => response.write('It has gone. ', () => setImmediate(() => response.end('For good.'))));
}
