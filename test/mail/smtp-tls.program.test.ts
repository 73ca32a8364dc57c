// What the environment of a process says of certificates goes for all of it, so this needs a process of its own.

import { expect, test } from 'vitest';
import { archiveWith, databaseOf, homeWith, writeConfig } from '../support/main.ts';
import { runMemories } from '../support/run.ts';
import { startSmtp } from '../support/smtp-server.ts';

test.each(['tls', 'starttls'] as const)(
  'with security %s a certificate is checked though the environment says otherwise',
  async (security) => {
    const [user, password] = ['wren', 'correct horse'];
    const { port, received } = await startSmtp({ security, certificate: 'self-signed', auth: { user, password } });
    const home = await homeWith(await archiveWith([{ at: '2019-11-22T10:00:00Z', text: 'plums' }]));
    const smtp = { host: '127.0.0.1', port, security, user };
    writeConfig(home, JSON.stringify({ digest: { to: 'wren@example.org' }, smtp }));
    const files = { MEMORIES_DB: databaseOf(home), MEMORIES_CONFIG: `${home}/config.yaml` };
    const { code, stderr } = await runMemories(['digest', 'send', '--date', '11-22'], {
      home,
      env: { ...files, MEMORIES_SMTP_PASSWORD: password, NODE_TLS_REJECT_UNAUTHORIZED: '0' },
    });
    expect(stderr).toContain('(DEPTH_ZERO_SELF_SIGNED_CERT)');
    expect(code).toBe(1);
    expect(received).toEqual([]);
  },
);
