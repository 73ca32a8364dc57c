// `memories digest` and `memories serve-digest`: the words of the command line. The work is loaded when it is asked for.

import { Option, type Command } from 'commander';
import type { Context } from '../platform/context.ts';
import { yearNumber } from './options.ts';
import type { SiteKeeper } from '../digest/feed/write.ts';
import type { DigestFlags } from '../digest/commands/requested-mail.ts';

const NAME = 'which digest, if there are several';
const DATE = 'of another day: 2026-11-22, 11-22 (of this year), yesterday, "24 December"';

/** A digest's site is an export, which stands above digests and knows of them. */
const SITES: SiteKeeper = {
  write: async (...site) => (await import('../export/refresh.ts')).writeSite(...site),
  problem: async (...site) => (await import('../export/refresh.ts')).siteProblem(...site),
  writtenAt: async (site) => (await import('../export/refresh.ts')).siteWrittenAt(site),
};

/** An option's value is optional: a name must stand before it. */
function yearOption(): Option {
  const what = 'the mail about a year instead: that one, or the one that memories year would take';
  return new Option('--year [year]', what).argParser(yearNumber).conflicts('date');
}

export function addDigest(program: Command, context: Context): void {
  const digest = program
    .command('digest')
    .description('the daily mail: look at it, send it now, see what became of it');
  addPreview(digest, context);
  addSend(digest, context);
  addStatus(digest, context);
}

function addPreview(parent: Command, context: Context): void {
  parent
    .command('preview')
    .description("show what today's mail says, without sending it")
    .argument('[name]', NAME)
    .option('--date <date>', DATE)
    .addOption(yearOption())
    .option('--html <file>', 'write its HTML instead (- for standard output)')
    .option('--eml <file>', 'write the whole mail as a file that mail programs open (- for standard output)')
    .option('--open', 'open its HTML in the browser')
    .action(async (name: string | undefined, _flags: DigestFlags, command: Command) => {
      const { previewDigest } = await import('../digest/commands/preview.ts');
      await previewDigest(context, command.optsWithGlobals(), name);
    });
}

function addSend(parent: Command, context: Context): void {
  parent
    .command('send')
    .description("send today's mail now, once; without a name that of every digest")
    .argument('[name]', NAME)
    .option('--date <date>', DATE)
    .addOption(yearOption())
    .option('--to <address>', 'to somebody else')
    .option('--force', 'send it even if it was sent already')
    .option('-q, --quiet', 'say nothing when all went well')
    .option('--json', 'print one JSON object')
    .action(async (name: string | undefined, _flags: DigestFlags, command: Command) => {
      const { sendDigests } = await import('../digest/commands/send.ts');
      await sendDigests(context, command.optsWithGlobals(), name, SITES);
    });
}

function addStatus(parent: Command, context: Context): void {
  parent
    .command('status')
    .description('show what was sent when, what failed and why, and what comes next')
    .option('--check', 'exit with 1 if something needs attention, for monitors')
    .option('--json', 'print one JSON object')
    .action(async (_flags: DigestFlags, command: Command) => {
      const { showDigestStatus } = await import('../digest/commands/status.ts');
      const { warnOfOutdatedService } = await import('../service/refresh.ts');
      const { settingFlags } = await import('../cli/flags.ts');
      await warnOfOutdatedService(context, settingFlags(command.optsWithGlobals()));
      await showDigestStatus(context, command.optsWithGlobals(), SITES);
    });
}

export function addServeDigest(program: Command, context: Context): void {
  program
    .command('serve-digest')
    .description('run until stopped, mail each digest at its hour and keep its feed and site fresh')
    .option('--once', 'end when all that is due is sent, for timers')
    .option('--json', 'log JSON, one object on a line')
    .action(async (_flags: DigestFlags, command: Command) => {
      const { runService } = await import('../digest/commands/serve.ts');
      await runService(context, command.optsWithGlobals(), SITES);
    });
}
