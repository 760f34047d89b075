/** The command line on a machine from which nothing can be reached; an attempt is told on stderr. */
import dgram from 'node:dgram';
import dns from 'node:dns';
import net from 'node:net';

const refuse = (how: string) => () => {
  process.stderr.write(`ATTEMPT: ${how}\n`);
  throw new Error('Nothing can be reached.');
};
net.Socket.prototype.connect = refuse('connect');
dgram.Socket.prototype.send = refuse('send');
dns.lookup = refuse('lookup') as unknown as typeof dns.lookup;

await import('../../src/cli/main.ts');
