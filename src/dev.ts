// The program as `npm run dev -- today` runs it, without a build; bin/memories.js is the same over dist/.

import { ALL_COMMANDS } from './commands/index.ts';
import { processContext } from './platform/context.ts';
import { main } from './main.ts';

process.exitCode = await main(processContext(), ALL_COMMANDS);
