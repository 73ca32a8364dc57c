// A record of every import, so that one that was cut off can be told from one that was not.

import type { ImportReport } from './import-report.ts';
import type { Db } from './database.ts';

export interface ImportRecord {
  readonly source: string;
  readonly account: string | null;
  /**
   * `interrupted`: it was running when its process ended; `completed`: the same, and a later import of the account's
   * archive of that name was done.
   */
  readonly state: 'running' | 'done' | 'failed' | 'interrupted' | 'completed';
  /** Milliseconds since 1970 UTC. */
  readonly startedAt: number;
  readonly finishedAt: number | null;
  readonly report: ImportReport | null;
}

/** Notes that an import begins. Times are milliseconds since 1970 UTC. */
export function startImport(
  db: Db,
  { source, accountId, pid, now }: { source: string; accountId: number; pid: number; now: number },
): number {
  // In kB, a quarter of the usual: an import comes back to few pages.
  db.pragma('cache_size = -4000');
  const added = db
    .prepare("INSERT INTO imports (source, account_id, state, pid, started_at) VALUES (?, ?, 'running', ?, ?)")
    .run(source, accountId, pid, now);
  return Number(added.lastInsertRowid);
}

export function finishImport(
  db: Db,
  id: number,
  end: { state: 'done' | 'failed'; accountId: number | null; report: ImportReport | null; now: number },
): void {
  db.prepare('UPDATE imports SET state = ?, account_id = ?, finished_at = ?, report = ? WHERE id = ?').run(
    end.state,
    end.accountId,
    end.now,
    end.report && JSON.stringify(end.report),
    id,
  );
}

interface ImportRow {
  source: string;
  handle: string | null;
  state: 'running' | 'done' | 'failed';
  pid: number;
  started_at: number;
  finished_at: number | null;
  report: string | null;
  /** Whether a later import of the same archive was done. */
  completed: number;
}

/** All imports, newest first. `isAlive` tells whether a process still runs. */
export function imports(db: Db, isAlive: (pid: number) => boolean): ImportRecord[] {
  const rows = db
    .prepare<[], ImportRow>(
      `SELECT i.*, a.handle, EXISTS (
         SELECT 1 FROM imports later
         WHERE later.id > i.id AND later.state = 'done' AND later.source = i.source
           AND later.account_id = coalesce(i.account_id, later.account_id)
       ) AS completed
       FROM imports i LEFT JOIN accounts a ON a.id = i.account_id
       ORDER BY i.started_at DESC, i.id DESC`,
    )
    .all();
  return rows.map((row) => ({
    source: row.source,
    account: row.handle,
    state: stateOf(row, isAlive),
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    report: row.report === null ? null : (JSON.parse(row.report) as ImportReport),
  }));
}

function stateOf({ state, pid, completed }: ImportRow, isAlive: (pid: number) => boolean): ImportRecord['state'] {
  if (state !== 'running' || isAlive(pid)) return state;
  return completed ? 'completed' : 'interrupted';
}
