// Accounts that two imports save at the same time.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { saveAccount } from '../../src/library/accounts.ts';
import { accountRows, database } from '../archive/importing.ts';
import { tempFolder } from '../support/temp.ts';

/** Another process that adds an account, but lets everybody wait for a moment before it is done. */
const SLOW_IMPORT = `
  const db = new (require('better-sqlite3'))(process.argv[1]);
  db.exec("BEGIN IMMEDIATE; INSERT INTO accounts (network_id, handle, as_of) VALUES ('7', 'a_a', 1)");
  process.stdout.write('begun');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
  db.exec('COMMIT');
`;

test('an account that another process is just adding is added once', async () => {
  const path = join(tempFolder(), 'memories.db');
  const db = database(path);
  const other = spawn(process.execPath, ['-e', SLOW_IMPORT, path]);
  await once(other.stdout, 'data');
  const id = saveAccount(db, { network: 'twitter', id: '7', handle: 'a_a', name: 'A', timeZone: null }, 2);
  await once(other, 'close');
  expect(accountRows(db)).toMatchObject([{ network_id: '7', handle: 'a_a', name: 'A' }]);
  expect(id).toBe(1);
});
