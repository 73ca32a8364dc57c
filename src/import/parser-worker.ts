// The other end of a parser thread: parses beside the thread that saves.

import { parentPort } from 'node:worker_threads';
import type { ThreadQuestion } from './parser-thread.ts';
import { PostParser } from './post-parser.ts';

let parser: PostParser | undefined;
let before = Promise.resolve();

parentPort?.on('message', (question: ThreadQuestion) => {
  // One after the other, since a damaged record takes several turns.
  before = before.then(() => answer(question));
});

async function answer(question: ThreadQuestion): Promise<void> {
  if ('kind' in question) parser = new PostParser(question.kind);
  else parentPort?.postMessage(await parser?.read(question.chunk));
}
