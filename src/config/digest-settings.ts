// The settings of a digest: whom it reaches, how, when and with what. Further digests have the same.

import {
  checkDayOfYear,
  checkHandles,
  checkMailbox,
  checkMailboxes,
  checkPath,
  checkSchedule,
  checkSecret,
  checkTimeZone,
  NEVER,
  oneOf,
  wholeNumber,
} from './checks.ts';
import { checkAlert, checkWebAddress } from './address-checks.ts';

/** In the order in which they are listed. */
export const DIGEST_SETTINGS = {
  'digest.to': { env: 'MEMORIES_DIGEST_TO', what: 'who gets the mail', fallback: null, check: checkMailboxes },
  'digest.from': {
    env: 'MEMORIES_DIGEST_FROM',
    what: 'whom the mail is from',
    fallback: null,
    empty: 'who gets it',
    check: checkMailbox,
  },
  'digest.reply_to': { what: 'where answers to it go', fallback: null, empty: 'whom it is from', check: checkMailbox },
  'digest.schedule': {
    env: 'MEMORIES_DIGEST_SCHEDULE',
    what: 'when it is sent',
    fallback: '08:00',
    check: checkSchedule,
  },
  'digest.time_zone': { what: 'the zone of its days', fallback: null, empty: 'time_zone', check: checkTimeZone },
  'digest.accounts': { what: 'whose posts it has', fallback: [], empty: 'accounts', check: checkHandles },
  'digest.empty': {
    env: 'MEMORIES_DIGEST_EMPTY',
    what: 'what to do on empty days',
    fallback: 'skip',
    check: oneOf(['skip', 'send']),
  },
  'digest.every': { what: 'daily or weekly mails', fallback: 'day', check: oneOf(['day', 'week']) },
  'digest.max_photos': { what: 'how many photos a mail has', fallback: 12, check: wholeNumber(0, 50) },
  'digest.year_review': { what: 'the day of its mail about the year', fallback: NEVER, check: checkDayOfYear },
  'digest.feed': {
    what: 'the feed file to keep fresh',
    fallback: null,
    isPath: true,
    notInherited: true,
    check: checkPath,
  },
  'digest.site': {
    what: 'the folder of the site to keep fresh',
    fallback: null,
    isPath: true,
    notInherited: true,
    check: checkPath,
  },
  'digest.ntfy': {
    env: 'MEMORIES_DIGEST_NTFY',
    what: 'the topic of ntfy it goes to',
    fallback: null,
    isSecret: true,
    notInherited: true,
    check: checkWebAddress('https://ntfy.sh/a-topic-nobody-guesses'),
  },
  'digest.webhook': {
    env: 'MEMORIES_DIGEST_WEBHOOK',
    what: 'the address its JSON is posted to',
    fallback: null,
    isSecret: true,
    notInherited: true,
    check: checkWebAddress('https://example.org/hooks/memories'),
  },
  'digest.webhook_secret': {
    env: 'MEMORIES_WEBHOOK_SECRET',
    what: 'what that is signed with',
    fallback: null,
    isSecret: true,
    check: checkSecret('a secret'),
  },
  'digest.alert': {
    env: 'MEMORIES_DIGEST_ALERT',
    what: 'what hears of a day without it',
    fallback: null,
    isSecret: true,
    check: checkAlert,
  },
  'digest.ping': {
    env: 'MEMORIES_DIGEST_PING',
    what: 'the address called when it is out',
    fallback: null,
    isSecret: true,
    notInherited: true,
    check: checkWebAddress('https://hc-ping.com/your-uuid'),
  },
} as const;
