import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { packageFile } from '../../src/package-files.ts';
import { temporaryFolder } from '../bots/temporary-folder.ts';

/** Runs it as in a container whose first process was started with these words. */
async function check(env: Record<string, string>, words: readonly string[] = ENTRY) {
  const cmdline = path.join(await temporaryFolder(), 'cmdline');
  await writeFile(cmdline, words.map((word) => `${word}\0`).join(''));
  const script = packageFile('scripts/image/healthcheck.js');
  return promisify(execFile)(process.execPath, [script, cmdline], { env });
}

const ENTRY = ['node', '/app/dist/cli/main.js', 'serve'];

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
  it.each(['', ' ', '127.0.0.1', '0.0.0.0', '::'])('asks where the program listens: %j', async (host) => {
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

  it('asks at a port that browsers keep away from', async () => {
    await expect(check({ ATTACHE_HTTP_PORT: '1' })).rejects.toMatchObject({
      stderr: expect.stringContaining('ECONNREFUSED'),
    });
  });

  it.each([[{}], [{ ATTACHE_HTTP_PORT: ' ' }]])(
    'has nothing to ask where no port is set: %j',
    async (env) => {
      await expect(check(env)).resolves.toEqual({ stdout: '', stderr: '' });
    },
  );

  it.each([
    [['node', '/app/dist/cli/main.js', 'slack']],
    [['/sbin/docker-init', '--', '/app/bin/entrypoint.sh', 'discord']],
    [['node', '/app/dist/cli/main.js', 'ask', 'whom did they serve?', 'serve']],
  ])('has nothing to ask where another command than serve runs: %j', async (words) => {
    const { port, paths, close } = await open(200);
    await close();
    await expect(check({ ATTACHE_HTTP_PORT: port }, words)).resolves.toEqual({ stdout: '', stderr: '' });
    expect(paths).toEqual([]);
  });

  it.each([[['/sbin/docker-init', '--', '/app/bin/entrypoint.sh', 'serve']], [['/pause']]])(
    'asks where serve runs under an init, and where nobody knows what runs: %j',
    async (words) => {
      const { port, paths } = await open(200);
      await check({ ATTACHE_HTTP_PORT: port }, words);
      expect(paths).toEqual(['/healthz']);
    },
  );
});
