// `npm run docs`: writes the reference, which is generated from the commands.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { processContext } from '../../src/platform/context.ts';
import { referenceText } from './reference.ts';

writeFileSync(join(import.meta.dirname, '../../docs/reference.md'), referenceText(processContext()));
