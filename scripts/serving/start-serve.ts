import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { packageFile } from '../../src/package-files.ts';

/** The first start may have to build the models. */
const START_TIMEOUT_MS = 180_000;

export interface Serving {
  /** Base of the addresses. */
  readonly origin: string;
  readonly stop: () => Promise<void>;
}

/**
 * Runs `attache serve` as a process of its own, without rate limits, and resolves once it is ready. Its warnings are
 * written to stderr; its database is in a temporary folder.
 * @param env further settings
 */
export async function startServe(
  corpus: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Serving> {
  const dataDir = await mkdtemp(join(tmpdir(), 'attache-serving-'));
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, ['--import', 'tsx', packageFile('src/cli/main.ts'), 'serve'], {
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      ATTACHE_CORPUS: corpus,
      ATTACHE_DATA_DIR: dataDir,
      ATTACHE_HTTP_PORT: String(port),
      ATTACHE_HTTP_RATE_LIMIT: '0',
      ATTACHE_RATE_LIMIT: '0',
      ATTACHE_LOG_LEVEL: 'warn',
      ...env,
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    await rm(dataDir, { recursive: true, force: true });
  };
  const deadline = performance.now() + START_TIMEOUT_MS;
  while (child.exitCode === null && performance.now() < deadline) {
    const response = await fetch(`${origin}/readyz`).catch(() => null);
    if (response?.ok) return { origin, stop };
    await sleep(100);
  }
  await stop();
  throw new Error('attache serve does not become ready; the lines above are its log.');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('There is no port.');
  return address.port;
}
