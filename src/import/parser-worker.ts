// The other end of a RowThread: makes rows beside the thread that saves them.

import { parentPort } from 'node:worker_threads';
import type { ThreadQuestion } from './parser-thread.ts';
import { RowParser } from './row-parser.ts';

let rows: RowParser | undefined;
let before = Promise.resolve();

parentPort?.on('message', (question: ThreadQuestion) => {
  // One after the other, since a damaged record takes several turns.
  before = before.then(() => answer(question));
});

async function answer(question: ThreadQuestion): Promise<void> {
  if ('kind' in question) rows = new RowParser(question.kind);
  else parentPort?.postMessage(await rows?.read(question.piece));
}
