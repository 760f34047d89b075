import { describe, expect, it } from 'vitest';
import { clientKey } from '../../../src/bots/http/client-key.ts';
import { parseHttpSettings } from '../../../src/bots/http/settings.ts';
import { TOKEN } from './open-http.ts';

const PORT = { ATTACHE_HTTP_PORT: '8080' };

describe('parseHttpSettings', () => {
  it('is closed by default: this machine only, no other origins, a rate limit', () => {
    expect(parseHttpSettings(PORT)).toEqual({
      port: 8_080,
      host: '127.0.0.1',
      token: null,
      openMetrics: false,
      rateLimit: 60,
      trustProxy: false,
      origins: [],
    });
  });

  it.each(['0.0.0.0', '::', '192.168.0.7', '203.0.113.5', 'attache.example.org', '::ffff:10.0.0.1'])(
    'refuses to listen on %s without a token',
    (host) => {
      const env = { ...PORT, ATTACHE_HTTP_HOST: host };
      expect(() => parseHttpSettings(env)).toThrow(/set ATTACHE_HTTP_TOKEN, or ATTACHE_HTTP_OPEN=on/);
      expect(parseHttpSettings({ ...env, ATTACHE_HTTP_TOKEN: TOKEN }).host).toBe(host);
      expect(parseHttpSettings({ ...env, ATTACHE_HTTP_OPEN: 'on' }).host).toBe(host);
    },
  );

  it.each(['127.0.0.1', '127.9.9.9', '::1', 'localhost'])('listens on %s without a token', (host) => {
    expect(parseHttpSettings({ ...PORT, ATTACHE_HTTP_HOST: host }).token).toBeNull();
  });

  it.each([
    [{}, /^ATTACHE_HTTP_PORT is not set/],
    [{ ATTACHE_HTTP_PORT: '70000' }, /^ATTACHE_HTTP_PORT must be a port number/],
    [{ ...PORT, ATTACHE_HTTP_TOKEN: 'short' }, /^ATTACHE_HTTP_TOKEN must have at least 16 characters/],
    [{ ...PORT, ATTACHE_HTTP_TOKEN: 'blanks are not allowed' }, /^ATTACHE_HTTP_TOKEN may hold/],
    [{ ...PORT, ATTACHE_HTTP_CORS: 'example.org' }, /^ATTACHE_HTTP_CORS must be origins/],
    [{ ...PORT, ATTACHE_HTTP_CORS: 'https://example.org/path' }, /^ATTACHE_HTTP_CORS must be origins/],
  ])('says in one line what to set: %j', (env, line) => {
    expect(() => parseHttpSettings(env)).toThrow(line);
  });
});

describe('clientKey', () => {
  it('takes an IPv4 address in both notations for the same client', () => {
    expect(clientKey('::ffff:192.0.2.1', undefined, false)).toBe(clientKey('192.0.2.1', undefined, false));
  });

  it('takes the addresses of one IPv6 network for one client', () => {
    const key = (address: string) => clientKey(address, undefined, false);
    expect(key('2001:db8:1:2::1')).toBe(key('2001:db8:1:2:ffff::9'));
    expect(key('2001:db8:1:2::1')).not.toBe(key('2001:db8:1:3::1'));
  });

  it.each([
    ['192.0.2.7:5555', '192.0.2.7'],
    ['[2001:db8:1:2::1]:443', '2001:db8:1:2::1'],
    ['[2001:db8:1:2::1]', '2001:db8:1:2::1'],
  ])('knows a client whose proxy adds port or brackets: %s', (forwarded, address) => {
    const key = clientKey('192.0.2.1', forwarded, true);
    expect(key).toBe(clientKey(address, undefined, false));
    expect(key).not.toBe('unknown');
  });

  it.each([undefined, '', 'nonsense', '1.2.3.4:port', '[nonsense]:80'])(
    'counts who cannot be told apart together: %j',
    (address) => {
      expect(clientKey('192.0.2.1', address, true)).toBe(address ? 'unknown' : '192.0.2.1');
    },
  );
});
