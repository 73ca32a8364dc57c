// Homes with a mail to send every day, and what arrived.

import { join } from 'node:path';
import { archiveWith, runMain, writeConfig } from '../support/main.ts';
import { runMemories, type RunOptions } from '../support/run.ts';
import { startSmtp, type TestSmtp } from '../support/smtp-server.ts';
import { tempFolder } from '../support/temp.ts';
import type { Kind } from './campaign.ts';
import { damageOf } from './databases.ts';

/** A home with a memory on each of the first days of the year. */
export async function digestHome(smtp: TestSmtp, dates: number): Promise<string> {
  const home = tempFolder();
  const days = Array.from({ length: dates }, (_, day) => new Date(Date.UTC(2015, 0, 1 + day)).toISOString());
  const archive = await archiveWith(days.map((at) => ({ at, text: `Written on ${at.slice(0, 10)}` })));
  await runMain(['import', archive], { home });
  writeConfig(home, `digest: { to: wren@example.org }\nsmtp: { url: "smtp://127.0.0.1:${smtp.port}" }\n`);
  return home;
}

export function digestOptions(home: string, date: string): RunOptions {
  const env = { MEMORIES_DB: join(home, 'memories.db'), MEMORIES_CONFIG: join(home, 'config.yaml') };
  return { home, now: `${date}T08:00:00Z`, env };
}

/** The Message-IDs that arrived for each subject. */
export function arrivedIn(smtp: TestSmtp): Map<string, Set<string>> {
  const ids = new Map<string, Set<string>>();
  for (const { parsed, messageId } of smtp.received) {
    const of = ids.get(parsed.subject ?? '') ?? new Set();
    ids.set(parsed.subject ?? '', of.add(messageId));
  }
  return ids;
}

/** So many dates have a memory. */
const DATES = 300;

/** Every date is a round: killed over its mail once or more, then sent by hand, which must leave it with one Message-ID. */
export const digest: Kind = {
  name: 'digest',
  prepare: async () => {
    const smtp = await startSmtp();
    const home = await digestHome(smtp, DATES);
    let day = -1;
    const date = (): string => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);
    const inspect = (): string[] => [
      ...damageOf(join(home, 'memories.db')),
      ...[...arrivedIn(smtp)].filter(([, { size }]) => size > 1).map(([subject]) => `"${subject}" came twice`),
    ];
    return {
      command: ['serve-digest'],
      options: () => digestOptions(home, date()),
      // From the start of the process to well behind the delivery.
      lifetime: 1000,
      reset: () => {
        day += 1;
      },
      inspect,
      complete: async () => {
        const { code, stderr } = await runMemories(['digest', 'send', '--date', date()], digestOptions(home, date()));
        const failed = code === 0 && stderr === '' ? [] : [`it ended with ${String(code)}: ${stderr}`];
        const arrived = arrivedIn(smtp).size;
        return [...failed, ...inspect(), ...(arrived === day + 1 ? [] : [`${day + 1} dates have ${arrived} mails`])];
      },
    };
  },
};
