// Three kinds of tests, told apart by their file's name. Only the fast ones need nothing but the sources; see CONTRIBUTING.md.

import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { viteAssets } from './build/assets.js';

const PROGRAM = 'test/**/*.program.test.ts';
const BROWSER = 'test/**/*.browser.test.ts';

type TestOptions = NonNullable<TestProjectInlineConfiguration['test']>;

/** Files share their worker's modules: loading the program anew for each of them would take longer than most tests do. */
function project(name: string, options: TestOptions): TestProjectInlineConfiguration {
  const setupFiles = ['test/support/each-file.ts', ...[options.setupFiles ?? []].flat()];
  const shared: TestOptions = { isolate: false, maxWorkers: '100%', testTimeout: 60_000, hookTimeout: 60_000 };
  return { plugins: [viteAssets], test: { name, env: { TZ: 'UTC' }, ...shared, ...options, setupFiles } };
}

export default defineConfig({
  test: {
    projects: [
      project('fast', {
        include: ['test/**/*.test.ts'],
        exclude: [PROGRAM, BROWSER],
        setupFiles: 'test/support/no-processes.ts',
      }),
      project('program', { include: [PROGRAM], sequence: { groupOrder: 1 } }),
      project('browser', {
        include: [BROWSER],
        sequence: { groupOrder: 2 },
        globalSetup: 'test/support/one-browser.ts',
      }),
    ],
  },
});
