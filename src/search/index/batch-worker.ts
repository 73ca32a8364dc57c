// The thread's side of reading ahead, with a connection of its own.

import { parentPort, workerData } from 'node:worker_threads';
import { openSqlite } from '../../library/sqlite.ts';
import { readBatch } from './batch.ts';

const db = openSqlite(String(workerData), { readonly: true, fileMustExist: true });
const read = db.transaction(readBatch);

parentPort?.on('message', (after: string | null) => {
  parentPort?.postMessage(after === null ? read(db) : read(db, BigInt(after)));
});
