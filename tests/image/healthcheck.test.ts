import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { packageFile } from '../../src/package-files.ts';

const check = (env: Record<string, string>) =>
  promisify(execFile)(process.execPath, [packageFile('scripts/image/healthcheck.js')], { env });

/** A program that answers every request with this status; returns its port and the paths that were asked for. */
async function open(status: number) {
  const paths: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    paths.push(request.url);
    response.writeHead(status).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  onTestFinished(close);
  return { port: String((server.address() as AddressInfo).port), paths, close };
}

describe('the health check of the image', () => {
  it.each(['', '127.0.0.1', '0.0.0.0', '::'])('asks where the program listens: %j', async (host) => {
    const { port, paths } = await open(200);
    await check({ ATTACHE_HTTP_PORT: port, ATTACHE_HTTP_HOST: host });
    expect(paths).toEqual(['/healthz']);
  });

  it('fails where the program is not well', async () => {
    const { port } = await open(500);
    await expect(check({ ATTACHE_HTTP_PORT: port })).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('answered 500'),
    });
  });

  it('fails where nothing listens', async () => {
    const { port, close } = await open(200);
    await close();
    await expect(check({ ATTACHE_HTTP_PORT: port })).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining(`http://127.0.0.1:${port}/healthz`),
    });
  });

  it('has nothing to ask where the HTTP interface is off', async () => {
    await expect(check({})).resolves.toEqual({ stdout: '', stderr: '' });
  });
});
