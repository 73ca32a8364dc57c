// What vitest runs before each test file, whatever its kind.

import { afterAll } from 'vitest';
import { runTasks } from './after-file.ts';

afterAll(runTasks);
