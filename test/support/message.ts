// A mail for tests to deliver.

import type { Message } from '../../src/mail/channel.ts';

/** A small mail from and to Wren, but for what a test says. */
export function messageWith(parts: Partial<Message> = {}): Message {
  return {
    messageId: '2026-11-22.4242@memories.example.org',
    from: { name: 'Memories', address: 'memories@example.org' },
    to: { name: 'Wren', address: 'wren@example.org' },
    date: Date.parse('2026-11-22T09:00:00Z'),
    subject: 'On this day: 22 November',
    text: 'Nine years ago\n\nFound a feather.\n',
    html: '<p>Found a <b>feather</b>.</p>\n',
    photos: [],
    list: { id: 'memories.wren.example.org', name: 'Memories of @wren_writes' },
    unsubscribe: null,
    ...parts,
  };
}
