// `npm run docs:pictures`: the pictures of the README, from the demo's archives: a real terminal's output, real pages and
// a real mail in Chromium, light and dark. It needs the built program and a Chromium (CHROMIUM, or /usr/bin/chromium).

import Convert from 'ansi-to-html';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { writeDemoArchive } from '../../src/demo/archive.ts';
import { writeDemoOutbox } from '../../src/demo/outbox.ts';

const ROOT = join(import.meta.dirname, '../..');
const PICTURES = join(ROOT, 'docs/pictures');
const TODAY = { year: 2026, month: 11, day: 22 };
const DATE = '2026-11-22';
const SCHEMES = ['light', 'dark'] as const;
type Scheme = (typeof SCHEMES)[number];

/** Has the program take this for today: the same pictures every day. */
const CLOCK = `data:text/javascript,Date.now = () => Date.parse('${DATE}T12:00:00Z')`;

/** Two years, up to where a reader has seen enough. */
const TERMINAL_LINES = 35;

/** Of the terminal. Pages bring their own. */
const COLORS = {
  light: { background: '#fbfaf7', text: '#24211d', dim: '#6b655c', magenta: '#7d3157', cyan: '#0b6e75' },
  dark: { background: '#1c1b1a', text: '#ece7df', dim: '#a39c92', magenta: '#dd9dbe', cyan: '#6fc7cd' },
};

const home = mkdtempSync(join(tmpdir(), 'memories-pictures-'));
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--hide-scrollbars'],
});
try {
  await prepare();
  mkdirSync(PICTURES, { recursive: true });
  for (const scheme of SCHEMES) {
    await terminalPicture(browser, scheme);
    await pagePicture(browser, scheme, 'page', 'day.html', { width: 900, height: 1000 });
    await pagePicture(browser, scheme, 'mail', 'mail.html', { width: 390, height: 800 });
    await pagePicture(browser, scheme, 'site', 'site/index.html', { width: 900, height: 1000 });
  }
} finally {
  await browser.close();
  rmSync(home, { recursive: true, force: true });
}

async function prepare(): Promise<void> {
  await writeDemoArchive(join(home, 'archive'), TODAY);
  await writeDemoOutbox(join(home, 'mastodon-archive'), TODAY);
  memories('import', join(home, 'archive'), join(home, 'mastodon-archive'));
  memories('on', DATE, '--html', join(home, 'day.html'));
  memories('digest', 'preview', '--date', DATE, '--html', join(home, 'mail.html'));
  memories('export', '--format', 'html', '--out', join(home, 'site'));
}

/** Runs the program on the demo's database and returns what it prints. */
function memories(...words: readonly string[]): string {
  const env = {
    PATH: process.env['PATH'],
    HOME: home,
    TZ: 'UTC',
    TERM: 'xterm-256color',
    MEMORIES_DB: join(home, 'memories.db'),
    MEMORIES_CONFIG: join(home, 'config.yaml'),
    MEMORIES_DIGEST_TO: 'wren@example.org',
  };
  const program = ['--import', CLOCK, join(ROOT, 'bin/memories.js')];
  return execFileSync(process.execPath, [...program, ...words], { env, encoding: 'utf8' });
}

async function terminalPicture(on: Browser, scheme: Scheme): Promise<void> {
  const { background, text, dim, magenta, cyan } = COLORS[scheme];
  const convert = new Convert({ fg: text, bg: background, escapeXML: true, colors: { 5: magenta, 6: cyan } });
  // Of the demo, which shows no paths of this machine.
  const [, day = ''] = memories('demo', '--color', 'always').split('$ memories today\n');
  const output = day.split('\n').slice(0, TERMINAL_LINES).join('\n');
  // The converter doesn't know dim text.
  const grey = output.replaceAll('\x1b[2m', '\x1b[38;5;245m').replaceAll('\x1b[22m', '\x1b[22;39m');
  const html = `<!doctype html><meta charset="utf-8"><style>
    body { margin: 0; background: ${background}; color: ${text}; }
    pre { margin: 0; padding: 24px 28px; font: 15px/1.45 'DejaVu Sans Mono', monospace; width: max-content; }
  </style><pre><span style="color:${dim}">$</span> memories today\n${convert.toHtml(grey)}</pre>`;
  const page = await on.newPage({ deviceScaleFactor: 2, viewport: { width: 860, height: 900 } });
  await page.setContent(html);
  await save(page.locator('pre'), `terminal-${scheme}`);
  await page.close();
}

async function pagePicture(
  on: Browser,
  scheme: Scheme,
  name: string,
  file: string,
  viewport: { width: number; height: number },
): Promise<void> {
  const page = await on.newPage({ colorScheme: scheme, viewport });
  await page.goto(pathToFileURL(join(home, file)).href);
  await save(page, `${name}-${scheme}`);
  await page.close();
}

async function save(what: Pick<Page, 'screenshot'>, name: string): Promise<void> {
  const { default: sharp } = await import('sharp');
  const picture = await what.screenshot();
  await sharp(picture)
    .png({ palette: true, quality: 95, dither: 1, effort: 10 })
    .toFile(join(PICTURES, `${name}.png`));
}
