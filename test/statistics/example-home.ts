// A home with tweets of a few years and of two accounts.

import { homeWith, archiveWith, replyDraft } from '../support/main.ts';

export async function statisticsHome(): Promise<string> {
  return homeWith(
    await archiveWith([
      { at: '2014-03-14T12:00:00Z', text: 'Low water at noon.', favorite_count: '7' },
      { at: '2015-03-14T23:30:00Z', text: 'Soup <script>alert(1)</script> \u001b[31m #soup', favorite_count: '12' },
      { at: '2015-07-01T08:00:00Z', text: 'Boots.' },
      replyDraft('2015-07-02T12:00:00Z', '@otter_eats yes'),
      { at: '2015-07-03T12:00:00Z', text: 'RT @otter_eats: soup' },
    ]),
    await archiveWith([{ at: '2018-03-14T12:00:00Z', text: 'from the pond' }], { id: '77', handle: 'PondNews' }),
  );
}
