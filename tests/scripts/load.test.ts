import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { packageFile } from '../../src/package-files.ts';
import { temporaryFolder } from '../bots/temporary-folder.ts';

/** A server that is not well, and answers no question before its health has been asked for. */
async function openUnwell(): Promise<string> {
  const server = createServer((request, response) => {
    if (request.url === '/healthz') response.writeHead(503).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('npm run load', () => {
  it('says which probe failed while questions wait, and takes away what it made', async () => {
    const TMPDIR = await temporaryFolder();
    const args = [
      '--import',
      'tsx',
      packageFile('scripts/load.ts'),
      '--url',
      await openUnwell(),
      '--count',
      '1',
    ];
    const child = spawn(process.execPath, args, { env: { ...process.env, TMPDIR } });
    let err = '';
    child.stderr.on('data', (chunk) => (err += chunk));
    const [code] = await once(child, 'close');
    expect(err).toContain('/healthz answers 503.');
    expect(code).toBe(1);
    expect((await readdir(TMPDIR)).filter((name) => name.startsWith('attache-'))).toEqual([]);
  });
});
