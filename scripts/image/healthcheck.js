/**
 * Asks the program in this container whether it is alive; exits with 0 if so, or if it has no HTTP interface: without a
 * port, and with another command than `serve` (`slack`, `discord`), which the first process of the container is told.
 */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { get } from 'node:http';

/** The words with which the first process was started: those of the program, maybe after an init of its own. */
const [, , cmdline = '/proc/1/cmdline'] = process.argv;
const PROGRAM = /(?:^|\/)(?:entrypoint\.sh|dist\/cli\/main\.js)$/;

const port = process.env.ATTACHE_HTTP_PORT?.trim();
const host = process.env.ATTACHE_HTTP_HOST?.trim() || '127.0.0.1';

/** The command that the program runs; undefined where it was started in a way that is not known. */
function commandOf(file) {
  try {
    const words = readFileSync(file, 'utf8').split('\0');
    const program = words.findIndex((word) => PROGRAM.test(word));
    return program === -1 ? undefined : words[program + 1];
  } catch {
    return undefined;
  }
}

if (port && (commandOf(cmdline) ?? 'serve') === 'serve') {
  const isWildcard = host === '0.0.0.0' || host === '::';
  const name = isWildcard ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  const address = `http://${name}:${port}/healthz`;
  try {
    const [response] = await once(get(address, { agent: false }), 'response');
    response.destroy();
    if (response.statusCode !== 200) throw new Error(`answered ${response.statusCode}`);
  } catch (error) {
    console.error(`${address}: ${error.message}`);
    process.exitCode = 1;
  }
}
