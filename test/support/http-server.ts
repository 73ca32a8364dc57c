// A web server on this machine that keeps what it gets, for channels, alerts and pings.

import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterFile } from './after-file.ts';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface TestHttp {
  readonly origin: string;
  readonly received: Received[];
  /** What it answers from now on, in this order, and 200 then; `drop` closes the connection. */
  readonly answers: (number | 'drop')[];
}

export async function startHttp(): Promise<TestHttp> {
  const received: Received[] = [];
  const answers: TestHttp['answers'] = [];
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
      const { method = '', headers } = request;
      received.push({ method, path: pathname, query: searchParams, headers, body });
      const answer = answers.shift() ?? 200;
      if (answer === 'drop') request.socket.destroy();
      else response.writeHead(answer).end('{}');
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  afterFile(async () => {
    server.closeAllConnections();
    await once(server.close(), 'close');
  });
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received, answers };
}

/** A port of 127.0.0.1 at which nobody listens. */
export async function closedPort(): Promise<{ readonly port: number }> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  await once(server.close(), 'close');
  return { port };
}
