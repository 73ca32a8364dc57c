// A process that is asked to end while a mail is on its way.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { settingsFor } from '../support/deliver.ts';
import { messageWith } from '../support/message.ts';
import { startSmtp } from '../support/smtp-server.ts';

describe('when it is to end, a delivery ends at once and leaves no connection', () => {
  test('and so does the process, by itself', async () => {
    const server = await startSmtp({ hang: 'data' });
    const source = (path: string): string => pathToFileURL(join(import.meta.dirname, '../../src/mail', path)).href;
    const code = `
      const { smtpChannel } = await import('${source('smtp.ts')}');
      const controller = new AbortController();
      const delivery = smtpChannel(${JSON.stringify(settingsFor(server))}).deliver(${JSON.stringify(messageWith())}, controller.signal);
      process.once('SIGTERM', () => controller.abort('SIGTERM'));
      await delivery.catch((reason) => console.log('ended by', reason));`;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code]);
    const said: string[] = [];
    child.stdout.on('data', (data: Buffer) => said.push(data.toString()));
    await server.taken(1);
    child.kill('SIGTERM');
    const [exitCode] = (await once(child, 'close')) as [number | null];
    expect({ exitCode, said: said.join('') }).toEqual({ exitCode: 0, said: 'ended by SIGTERM\n' });
  });
});
