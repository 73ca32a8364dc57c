// Fetches the versions of Node.js that are not there yet, from where npm has its packages.

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { NODE_VERSIONS, nodeOf, NODES, type NodeVersion } from './nodes.ts';

const run = promisify(execFile);

await mkdir(NODES, { recursive: true });
await Promise.all(NODE_VERSIONS.filter((version) => !existsSync(nodeOf(version))).map(fetchNode));

async function fetchNode(version: NodeVersion): Promise<void> {
  const folder = await mkdtemp(join(NODES, 'part-'));
  try {
    const name = `node-${process.platform}-${process.arch}`;
    const { stdout } = await run('npm', ['pack', '--silent', `${name}@${version}`], { cwd: folder });
    await run('tar', ['-xzf', stdout.trim(), 'package/bin/node'], { cwd: folder });
    await mkdir(join(NODES, version), { recursive: true });
    await rename(join(folder, 'package/bin/node'), nodeOf(version));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
