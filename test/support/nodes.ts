// Several versions of Node.js beside the one that runs the tests: `npm run test:nodes` fetches them. They are packages of npm,
// but none that this one needs: 45 MB each, and only for one platform.

import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The first version that is admitted of each line, and newer ones. */
export const NODE_VERSIONS = ['20.17.0', '20.20.1', '22.13.0', '24.22.3', '26.12.1'] as const;
export type NodeVersion = (typeof NODE_VERSIONS)[number];

/** Where they are: `npm ci` removes them. */
export const NODES = join(import.meta.dirname, '../../node_modules/.cache/nodes');

export function nodeOf(version: NodeVersion): string {
  return join(NODES, version, 'node');
}

export const areNodesFetched = NODE_VERSIONS.every((version) => existsSync(nodeOf(version)));
