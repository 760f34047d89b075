import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** Answers by path; a string is an HTML page. */
export type Pages = Readonly<
  Record<string, string | ((request: IncomingMessage, response: ServerResponse) => void)>
>;

export interface LocalSite {
  /** 'http://127.0.0.1:…' */
  readonly origin: string;
  readonly host: string;
  readonly port: number;
  /** What was asked for, in order, without robots.txt unless the site has one. */
  readonly asked: IncomingMessage[];
  /** Connections so far. */
  readonly connections: () => number;
}

/** A web server on this machine that is gone when the test is over. */
export async function startSite(pages: Pages): Promise<LocalSite> {
  const asked: IncomingMessage[] = [];
  let connections = 0;
  const listener: RequestListener = (request, response) => {
    const path = new URL(request.url ?? '/', 'http://site').pathname;
    const page = pages[path];
    if (page !== undefined || path !== '/robots.txt') asked.push(request);
    if (typeof page === 'function') return page(request, response);
    response.writeHead(page === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(page ?? 'nothing here');
  };
  const server = createServer(listener);
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  const { port } = server.address() as AddressInfo;
  const host = `127.0.0.1:${port}`;
  return { origin: `http://${host}`, host, port, asked, connections: () => connections };
}

/** A page that sends its reader on. */
export function redirectTo(location: string, status = 302) {
  return (_request: IncomingMessage, response: ServerResponse): void => {
    response.writeHead(status, { location }).end();
  };
}

/** A page of these headers and this body. */
export function respond(headers: Record<string, string>, body: string | Uint8Array = '', status = 200) {
  return (_request: IncomingMessage, response: ServerResponse): void => {
    response.writeHead(status, headers).end(body);
  };
}

/** Answers one after the other; the last one again and again. */
export function inTurn(...answers: readonly ReturnType<typeof respond>[]) {
  const left = [...answers];
  return (request: IncomingMessage, response: ServerResponse): void => {
    const answer = left.length > 1 ? left.shift() : left[0];
    answer?.(request, response);
  };
}
