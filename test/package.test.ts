// What is published and what is installed: the tarball's files, the lockfile, the Node versions.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

interface Package {
  version: string;
  integrity?: string;
  resolved?: string;
  dev?: boolean;
  optional?: boolean;
  engines?: { node?: string };
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  os?: string[];
  hasInstallScript?: boolean;
}

interface Semver {
  satisfies(version: string, range: string): boolean;
}

const ROOT = join(import.meta.dirname, '..');

function json(path: string): unknown {
  return JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
}

const own = json('package.json') as Package & { engines: { node: string }; bin: Record<string, string> };
const lock = json('package-lock.json') as { packages: Record<string, Package> };
const packages = Object.entries(lock.packages).filter(([path]) => path !== '');

describe('the lockfile', () => {
  test('is of this package as it is', () => {
    const { dependencies, engines } = lock.packages[''] ?? {};
    expect({ dependencies, engines }).toEqual({ dependencies: own.dependencies, engines: own.engines });
  });

  test('has a checksum for every package', () => {
    expect(packages.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([path]) => path)).toEqual([]);
  });

  test('has scripts that run at an install only for better-sqlite3, esbuild and fsevents of macOS', () => {
    const running = packages.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path);
    const known = ['better-sqlite3', 'esbuild', 'fsevents'].map((name) => `node_modules/${name}`);
    expect(running.filter((path) => !known.includes(path))).toEqual([]);
  });

  test('names no registry, so that any mirror will do', () => {
    expect(packages.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
  });

  test('has every optional package of every package, for whatever platform', () => {
    const missing = packages.flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) => !(`node_modules/${name}` in lock.packages) && !(`${path}/node_modules/${name}` in lock.packages),
      ),
    );
    expect(missing).toEqual([]);
  });

  /** Those that come as a binary per platform, such as esbuild. */
  const platformed = packages.filter(([, { optionalDependencies = {}, os }]) =>
    Object.keys(optionalDependencies).some((name) => os === undefined && name.includes('linux-x64')),
  );

  test('knows esbuild as a package of several platforms', () => {
    expect(platformed.map(([path]) => path)).toContain('node_modules/esbuild');
  });

  test.each(platformed.map(([path, about]) => ({ path, variants: Object.keys(about.optionalDependencies ?? {}) })))(
    'has $path for macOS, Windows and Linux',
    ({ variants }) => {
      for (const platform of ['darwin-arm64', 'darwin-x64', 'win32-x64', 'linux-x64', 'linux-arm64']) {
        const variant = variants.find((name) => name.includes(platform)) ?? '';
        expect(lock.packages[`node_modules/${variant}`]?.version, `${platform} (${variant})`).toBeDefined();
      }
    },
  );
});

describe('engines.node', () => {
  test('is met by every version of the prompts that may be installed', () => {
    // From this one on they want a newer Node.js, and not every installer looks for an older version then.
    expect(semver?.satisfies('8.8.0', own.dependencies?.['@inquirer/prompts'] ?? '*')).toBe(false);
  });

  const semver = find('semver') as Semver | undefined;
  /** The first and last of each line that there is. */
  const RELEASES = ['18.20.8', '20.9.0', '20.16.0', '20.17.0', '20.20.2', '21.7.3', '22.0.0', '22.12.0', '22.13.0'];
  const LATER = ['22.22.0', '23.4.0', '23.5.0', '23.11.1', '24.0.0', '24.13.0', '25.0.0', '26.0.0'];

  test.skipIf(!semver)('admits Node 20.17 and the current ones', () => {
    for (const version of ['20.17.0', '22.22.0', '24.13.0']) {
      expect(semver?.satisfies(version, own.engines.node), version).toBe(true);
    }
    expect(semver?.satisfies('18.20.8', own.engines.node)).toBe(false);
  });

  test.skipIf(!semver)('admits only versions that every package needed at run time admits', () => {
    const needed = packages.filter(([, { dev = false, optional = false }]) => !dev && !optional);
    expect(needed.length).toBeGreaterThan(10);
    const refused = [...RELEASES, ...LATER]
      .filter((version) => semver?.satisfies(version, own.engines.node))
      .flatMap((version) => {
        const ranges = needed.map(([, { engines }]) => engines?.node ?? '*');
        return [...new Set(ranges)]
          .filter((range) => !semver?.satisfies(version, range))
          .map((range) => `${version} is not ${range}`);
      });
    expect(refused).toEqual([]);
  });
});

/** A package that is only here because another one needs it. */
function find(name: string): unknown {
  try {
    return createRequire(import.meta.url)(name) as unknown;
  } catch {
    return undefined;
  }
}
