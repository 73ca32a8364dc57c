// A real browser for pages: the one that test/support/one-browser.ts has started for all files.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { inject } from 'vitest';
import { tempFolder } from './temp.ts';

export interface Viewing {
  /** In CSS pixels. */
  readonly width?: number;
  readonly scheme?: 'light' | 'dark';
  /** Lets scripts in, in spite of the page: those of a test, and those that the page should not have; or only `own` ones. */
  readonly scripts?: boolean | 'own';
}

export interface Opened {
  readonly page: Page;
  /** The page's own address. */
  readonly address: string;
  /** The address of everything that was asked for, the page included; data that is inside it doesn't count. */
  readonly requests: readonly string[];
  /** What went wrong, was refused or popped up. */
  readonly complaints: readonly string[];
}

/** A browser for a whole test file. A page that is opened takes the place of the last one. */
export class TestBrowser {
  readonly #browser: Browser;
  readonly #tabs = new Map<string, Tab>();
  readonly #file = join(tempFolder(), 'page.html');

  private constructor(browser: Browser) {
    this.#browser = browser;
  }

  static async start(): Promise<TestBrowser> {
    return new TestBrowser(await chromium.connect(inject('browserAddress')));
  }

  close(): Promise<void> {
    return this.#browser.close();
  }

  /** Opens a page as somebody does who clicks on the file. */
  async open(html: string, viewing: Viewing = {}): Promise<Opened> {
    writeFileSync(this.#file, html);
    return this.visit(pathToFileURL(this.#file).href, viewing);
  }

  /** Goes to an address. */
  async visit(address: string, viewing: Viewing = {}): Promise<Opened> {
    const { page, requests, complaints } = await this.#tab(viewing);
    requests.length = 0;
    complaints.length = 0;
    await page.goto(address);
    return { page, address, requests, complaints };
  }

  async #tab({ width = 1280, scheme = 'light', scripts = true }: Viewing): Promise<Tab> {
    const key = `${width} ${scheme} ${String(scripts)}`;
    const open = this.#tabs.get(key);
    if (open) return open;
    const viewport = { width, height: width < 600 ? 844 : 900 };
    const page = await this.#browser.newPage({ viewport, colorScheme: scheme, bypassCSP: scripts === true });
    const tab = { page, requests: [], complaints: [] };
    listen(tab);
    this.#tabs.set(key, tab);
    return tab;
  }
}

interface Tab {
  readonly page: Page;
  readonly requests: string[];
  readonly complaints: string[];
}

function listen({ page, requests, complaints }: Tab): void {
  page.on('request', (request) => {
    if (!request.url().startsWith('data:')) requests.push(request.url());
  });
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('dialog', (dialog) => {
    complaints.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
}
