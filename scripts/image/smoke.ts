/**
 * Proves that a baked folder runs: `tsx scripts/image/smoke.ts APP`. Questions are answered at the command line and
 * over HTTP, the health check passes, and SIGTERM ends it. It needs neither a network nor to write into APP.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs, promisify } from 'node:util';

const { positionals } = parseArgs({ allowPositionals: true });
const app = resolve(positionals[0] ?? 'build/app');
const entrypoint = join(app, 'bin/entrypoint.sh');
const run = promisify(execFile);

/** A question that the articles that ship answer. */
const QUESTION = 'who visited Ljubljana in October?';
const START_TIMEOUT_MS = 60_000;
const PACKAGE_IMPORT = /^(?:import|export|\})[^'\n]* from '([^.'][^']*)';$|\bimport\('([^.'][^']*)'\)/gm;

const say = (line: string, since: number) =>
  process.stdout.write(`${line.padEnd(45)} ${(performance.now() - since).toFixed(0).padStart(7)} ms\n`);

/** Imports every package that the program names: one that is loaded late may be missed otherwise. */
async function importPackages(): Promise<void> {
  const since = performance.now();
  const files = (await readdir(join(app, 'dist'), { recursive: true })).filter((file) =>
    file.endsWith('.js'),
  );
  const codes = await Promise.all(files.map((file) => readFile(join(app, 'dist', file), 'utf8')));
  const names = codes.flatMap((code) =>
    [...code.matchAll(PACKAGE_IMPORT)].map(([, still, late]) => still ?? late),
  );
  const imports = [...new Set(names)].map((name) => `import ${JSON.stringify(name)};`).join('');
  await run(process.execPath, ['--input-type=module', '--eval', imports], { cwd: app });
  say(`${new Set(names).size} imported packages`, since);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('There is no port.');
  return address.port;
}

async function ask(env: NodeJS.ProcessEnv): Promise<void> {
  const since = performance.now();
  const { stdout } = await run(entrypoint, ['ask', '--json', QUESTION], { env });
  const answer = JSON.parse(stdout);
  if (answer.status !== 'answered' || answer.citations.length === 0) throw new Error(`No answer: ${stdout}`);
  say('attache ask', since);
}

/** Resolves once the program is ready to answer. */
async function ready(origin: string, served: ChildProcess): Promise<void> {
  const deadline = performance.now() + START_TIMEOUT_MS;
  while (served.exitCode === null && performance.now() < deadline) {
    const response = await fetch(`${origin}/readyz`).catch(() => null);
    if (response?.ok) return;
    await sleep(50);
  }
  throw new Error('attache serve does not become ready; the lines above are its log.');
}

async function serve(env: NodeJS.ProcessEnv): Promise<void> {
  const origin = `http://127.0.0.1:${env.ATTACHE_HTTP_PORT}`;
  let since = performance.now();
  const served = spawn(entrypoint, ['serve'], { env, stdio: ['ignore', 'inherit', 'inherit'] });
  try {
    await ready(origin, served);
    say('attache serve: ready', since);
    since = performance.now();
    const response = await fetch(`${origin}/v1/ask`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ question: QUESTION }),
    });
    const answer = await response.text();
    if (!response.ok || JSON.parse(answer).status !== 'answered') throw new Error(`No answer: ${answer}`);
    say('attache serve: answered', since);
    await run(process.execPath, [join(app, 'bin/healthcheck.js')], { env });
    since = performance.now();
    served.kill('SIGTERM');
    const [code] = await once(served, 'exit');
    if (code !== 0) throw new Error(`SIGTERM ended it with code ${code}.`);
    say('attache serve: stopped', since);
  } finally {
    served.kill('SIGKILL');
  }
}

const data = await mkdtemp(join(tmpdir(), 'attache-smoke-'));
try {
  const env = {
    PATH: process.env.PATH,
    ATTACHE_DATA_DIR: data,
    ATTACHE_CACHE_DIR: join(data, 'cache'),
    ATTACHE_HTTP_PORT: String(await freePort()),
    ATTACHE_LOG_LEVEL: 'warn',
  };
  await importPackages();
  await ask(env);
  await serve(env);
} finally {
  await rm(data, { recursive: true, force: true });
}
