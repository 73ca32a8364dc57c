// Requests to a server that says nothing.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { statusOf, type HttpRequest } from '../../src/mail/http-request.ts';

const silent = createServer(() => undefined);
let request: HttpRequest;

beforeAll(async () => {
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const { port } = silent.address() as AddressInfo;
  request = { url: new URL(`http://127.0.0.1:${port}/`), method: 'GET', headers: {} };
});

afterAll(() => {
  silent.closeAllConnections();
  silent.close();
});

/** Runs V8's garbage collector. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

test('are given up after a while, whatever the garbage collector has taken meanwhile', async () => {
  const asked = statusOf(request, new AbortController().signal, 400);
  const collecting = setInterval(collectGarbage, 50);
  try {
    await expect(asked).rejects.toThrow(`${request.url.host} did not answer in time`);
  } finally {
    clearInterval(collecting);
  }
});

test('end with a stop', async () => {
  const stop = new AbortController();
  const asked = statusOf(request, stop.signal);
  stop.abort(new Error('stopped'));
  await expect(asked).rejects.toThrow('stopped');
  await expect(statusOf(request, stop.signal)).rejects.toThrow('stopped');
});
