// Starts one browser for all browser tests, which takes a second and much memory: the system's Chromium, or the one that the
// environment variable CHROMIUM names.

import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

declare module 'vitest' {
  export interface ProvidedContext {
    browserAddress: string;
  }
}

/** What vitest calls before the first of them; gives what it calls after the last. */
export default async function startBrowser(project: TestProject): Promise<() => Promise<void>> {
  const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
  if (!existsSync(executablePath)) {
    throw new Error(`there is no browser at ${executablePath}: set CHROMIUM to a Chromium or Chrome`);
  }
  const server = await chromium.launchServer({ executablePath, args: ARGUMENTS, host: '127.0.0.1' });
  project.provide('browserAddress', server.wsEndpoint());
  return () => server.close();
}
