import { once } from 'node:events';
import { request as rawRequest } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { HttpAdapter } from '../../../src/bots/http/adapter.ts';
import { QUESTION } from '../fake-assistant.ts';
import { until } from '../until.ts';
import { openHttp, TOKEN } from './open-http.ts';

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

describe('the bearer token', () => {
  const env = { ATTACHE_HTTP_TOKEN: TOKEN };

  it.each([
    ['none', {}],
    ['a wrong one', bearer('another-token-for-tests')],
    ['one that begins like it', bearer(TOKEN.slice(0, -1))],
    ['one that goes on after it', bearer(`${TOKEN}x`)],
    ['another scheme', { authorization: `Basic ${TOKEN}` }],
    ['an empty one', { authorization: 'Bearer ' }],
  ])('is needed: %s is refused', async (_, headers) => {
    const { request, ask, assistant } = await openHttp({ env });
    const responses = [
      await ask({ question: QUESTION }, headers),
      await request('/v1/articles', { headers }),
      await request('/metrics', { headers }),
    ];
    for (const response of responses) {
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toMatch(/^Bearer/);
      expect(response.headers.get('content-type')).toBe('application/problem+json');
      expect(await response.text()).not.toContain(TOKEN);
    }
    expect(assistant.asked).toEqual([]);
  });

  it('lets in who has it', async () => {
    const { request, ask } = await openHttp({ env });
    const headers = bearer(TOKEN);
    expect((await ask({ question: QUESTION }, headers)).status).toBe(200);
    expect((await request('/v1/articles', { headers })).status).toBe(200);
    expect((await request('/metrics', { headers })).status).toBe(200);
  });

  it.each(['/healthz', '/readyz', '/openapi.json'])('is not asked for at %s', async (path) => {
    const { request } = await openHttp({ env });
    expect((await request(path)).status).toBe(200);
  });

  it('is not asked for at /metrics where that is open', async () => {
    const { request } = await openHttp({ env: { ...env, ATTACHE_HTTP_OPEN_METRICS: 'on' } });
    expect((await request('/metrics')).status).toBe(200);
  });
});

describe('the size of a body', () => {
  const large = JSON.stringify({ question: 'x', conversation: 'x'.repeat(40_000) });

  it('is limited by what the client says', async () => {
    const { ask } = await openHttp();
    const response = await ask(large);
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ title: 'Content Too Large' });
  });

  it('is limited by what arrives, where the client says nothing', async () => {
    const { adapter } = await openHttp();
    expect(await sendInPieces(adapter, large)).toBe(413);
  });

  it('may come in pieces', async () => {
    const { adapter } = await openHttp();
    expect(await sendInPieces(adapter, JSON.stringify({ question: QUESTION }))).toBe(200);
  });
});

/** Without Content-Length; resolves to the status. */
function sendInPieces(adapter: HttpAdapter, body: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'transfer-encoding': 'chunked' };
    const sent = rawRequest(`${adapter.origin}/v1/ask`, { method: 'POST', headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.on('error', reject);
    for (let at = 0; at < body.length; at += 8_192) sent.write(body.slice(at, at + 8_192));
    sent.end();
  });
}

describe('the rate limit', () => {
  const env = { ATTACHE_HTTP_RATE_LIMIT: '2' };

  it('tells a client when its next question is welcome', async () => {
    const { ask, assistant, records } = await openHttp({ env });
    for (let i = 0; i < 2; i += 1) expect((await ask({ question: QUESTION })).status).toBe(200);
    const response = await ask({ question: QUESTION });
    expect(response.status).toBe(429);
    const seconds = Number(response.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(assistant.asked).toHaveLength(2);
    expect(records.map(({ outcome }) => outcome)).toEqual(['answered', 'answered', 'rate_limited']);
  });

  it('counts the clients of a trusted proxy apart', async () => {
    const { ask } = await openHttp({ env: { ...env, ATTACHE_HTTP_TRUST_PROXY: 'on' } });
    const from = (address: string) => ask({ question: QUESTION }, { 'x-forwarded-for': address });
    for (const address of ['192.0.2.1', '192.0.2.1', '192.0.2.2']) {
      expect((await from(address)).status).toBe(200);
    }
    expect((await from('192.0.2.1')).status).toBe(429);
    // What the client itself puts before its address counts for nothing.
    expect((await from('192.0.2.77, 192.0.2.1')).status).toBe(429);
  });

  it('believes no header where there is no proxy', async () => {
    const { ask } = await openHttp({ env });
    const statuses: number[] = [];
    for (const address of ['192.0.2.1', '192.0.2.2', '192.0.2.3']) {
      statuses.push((await ask({ question: QUESTION }, { 'x-forwarded-for': address })).status);
    }
    expect(statuses).toEqual([200, 200, 429]);
  });
});

describe('pages of other origins', () => {
  const preflight = {
    method: 'OPTIONS',
    headers: { origin: 'https://example.org', 'access-control-request-method': 'POST' },
  };

  it('may not ask', async () => {
    const { request, ask } = await openHttp();
    expect((await request('/v1/ask', preflight)).headers.get('access-control-allow-origin')).toBeNull();
    const response = await ask({ question: QUESTION }, { origin: 'https://example.org' });
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('may ask if they are listed, with the token', async () => {
    const env = { ATTACHE_HTTP_CORS: 'https://example.org, https://example.com', ATTACHE_HTTP_TOKEN: TOKEN };
    const { request, ask } = await openHttp({ env });
    const allowed = await request('/v1/ask', preflight);
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://example.org');
    const response = await ask({ question: QUESTION }, { origin: 'https://example.com', ...bearer(TOKEN) });
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBe('https://example.com');
    const other = await ask({ question: QUESTION }, { origin: 'https://example.net', ...bearer(TOKEN) });
    expect(other.headers.get('access-control-allow-origin')).toBeNull();
  });
});

/** What `fetch` forbids: a request under another name than that of the address; resolves to the reply. */
function askUnder(host: string, adapter: HttpAdapter) {
  return new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
    const asked = rawRequest(`${adapter.origin}/v1/articles`, { headers: { host } }, async (response) => {
      let body = '';
      for await (const chunk of response) body += String(chunk);
      resolve({ status: response.statusCode, body });
    });
    asked.on('error', reject).end();
  });
}

describe('a name that leads to this machine', () => {
  it.each([
    'evil.example',
    'evil.example:8080',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    '192.0.2.1',
  ])('is refused where no token is asked for: %s', async (host) => {
    const { adapter } = await openHttp();
    const { status, body } = await askUnder(host, adapter);
    expect(status).toBe(421);
    expect(JSON.parse(body)).toMatchObject({
      title: 'Misdirected Request',
      detail: 'Ask by the name of this machine: 127.0.0.1 or localhost.',
    });
  });

  it.each(['127.0.0.1', '127.0.0.1:9000', 'localhost:9000', 'LocalHost', '[::1]:9000', '127.9.9.9'])(
    'may be its own: %s',
    async (host) => {
      const { adapter } = await openHttp();
      expect((await askUnder(host, adapter)).status).toBe(200);
    },
  );

  it.each([
    ['a proxy is trusted', { ATTACHE_HTTP_TRUST_PROXY: 'on' }, 200],
    ['others may come', { ATTACHE_HTTP_HOST: '0.0.0.0', ATTACHE_HTTP_OPEN: 'on' }, 200],
    ['a token is asked for', { ATTACHE_HTTP_TOKEN: TOKEN }, 401],
  ])('may be any where %s', async (_, env, status) => {
    const { adapter } = await openHttp({ env });
    expect((await askUnder('attache.example', adapter)).status).toBe(status);
  });
});

describe('addresses and methods', () => {
  it.each(['/', '/v1', '/v1/asks', '/v1/ask/', '/%00', '/..%2f..%2fetc/passwd'])(
    'knows no %s',
    async (path) => {
      const { request } = await openHttp();
      const response = await request(path);
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ title: 'Not Found' });
    },
  );

  it.each([
    ['GET', '/v1/ask', 'POST'],
    ['PUT', '/v1/ask', 'POST'],
    ['DELETE', '/v1/articles', 'GET, HEAD'],
    ['POST', '/metrics', 'GET, HEAD'],
  ])('says that %s is not for %s', async (method, path, allow) => {
    const { request } = await openHttp();
    const response = await request(path, { method });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe(allow);
    expect(await response.json()).toMatchObject({ status: 405 });
  });
});

/** Sends a piece of a request and waits; resolves to what the server says until it hangs up. */
function dawdle(adapter: HttpAdapter, piece: string): Promise<string> {
  const { hostname, port } = new URL(adapter.origin);
  return new Promise<string>((resolve, reject) => {
    let received = '';
    const socket = connect(Number(port), hostname, () => socket.write(piece));
    socket.on('data', (chunk) => {
      received += String(chunk);
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(received));
  });
}

describe('the server', () => {
  const timeouts = { headersTimeout: 50, requestTimeout: 100, connectionsCheckingInterval: 10 };
  const begun = 'POST /v1/ask HTTP/1.1\r\nHost: localhost\r\n';

  it('cuts off a client that dawdles over its headers', async () => {
    const { adapter } = await openHttp({ timeouts });
    expect(await dawdle(adapter, begun)).toMatch(/^HTTP\/1\.1 408/);
  });

  it('cuts off a client that dawdles over its body', async () => {
    const { adapter, assistant, lines } = await openHttp({ timeouts });
    const headers = 'Content-Type: application/json\r\nContent-Length: 100\r\n';
    expect(await dawdle(adapter, `${begun}${headers}\r\n{"question":`)).toMatch(/^HTTP\/1\.1 408/);
    expect(assistant.asked).toEqual([]);
    // Nothing is wrong with the service.
    expect(lines.filter(({ level }) => Number(level) >= 40)).toEqual([]);
  });

  it.each([
    ['in pieces', 'Transfer-Encoding: chunked', '5\r\n{"que\r\n'],
    ['of a known length', 'Content-Length: 100', '{"que'],
  ])('makes no fuss about a client that leaves in the middle of a body %s', async (_, length, piece) => {
    const { adapter, assistant, lines } = await openHttp();
    const { hostname, port } = new URL(adapter.origin);
    const socket = connect(Number(port), hostname);
    const headers = `Content-Type: application/json\r\n${length}\r\nExpect: 100-continue\r\n`;
    socket.write(`${begun}${headers}\r\n`);
    // The server reads by now.
    expect(String(await once(socket, 'data'))).toMatch(/^HTTP\/1\.1 100/);
    socket.write(piece, () => socket.destroy());
    await until('its end', () => lines.find(({ msg }) => msg === 'a client did not wait for the reply'));
    expect(assistant.asked).toEqual([]);
    expect(lines.filter(({ level }) => Number(level) >= 40)).toEqual([]);
  });

  it('takes new connections when all are kept open by clients that ask nothing more', async () => {
    const { adapter } = await openHttp({ maxConnections: 3 });
    const { hostname, port } = new URL(adapter.origin);
    const kept = await Promise.all(
      Array.from({ length: 3 }, async () => {
        const socket = connect(Number(port), hostname);
        socket.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n');
        await once(socket, 'data');
        return { socket, closed: once(socket, 'close') };
      }),
    );
    await once(connect(Number(port), hostname), 'close');
    await Promise.all(kept.map(({ closed }) => closed));
    expect((await fetch(`${adapter.origin}/healthz`)).status).toBe(200);
  });

  it('says so when its port is taken', async () => {
    const { adapter } = await openHttp();
    const taken = new URL(adapter.origin).port;
    await expect(openHttp({ env: { ATTACHE_HTTP_PORT: taken } })).rejects.toThrow(
      /^Cannot listen on 127\.0\.0\.1:\d+ \(EADDRINUSE\): set ATTACHE_HTTP_PORT/,
    );
  });
});
