// The worker's side of a parser thread, which parses while the main thread saves.

import { parentPort } from 'node:worker_threads';
import type { ThreadQuestion } from './parser-thread.ts';
import { PostParser } from './post-parser.ts';

let parser: PostParser | undefined;
let before = Promise.resolve();

parentPort?.on('message', (question: ThreadQuestion) => {
  // One at a time: parsing a damaged record is asynchronous.
  before = before.then(() => answer(question));
});

async function answer(question: ThreadQuestion): Promise<void> {
  if ('kind' in question) parser = new PostParser(question.kind);
  else parentPort?.postMessage(await parser?.read(question.chunk));
}
