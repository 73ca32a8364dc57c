// Real shells that complete what is typed to `memories`, with the scripts that it prints for them.

import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { databaseOf, runMain } from './main.ts';
import { tempFolder } from './temp.ts';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/** What a shell offers for each of the lines, the cursor at its end: words, with what they mean where it tells. */
export type Completing = (...typed: readonly string[]) => Promise<Offered[]>;

interface Offered {
  readonly words: readonly string[];
  /** All that it shows. */
  readonly shown: string;
}

const PROGRAM = join(import.meta.dirname, '../../bin/memories.js');
const CAPTURE = join(import.meta.dirname, '../completions/capture.zsh');

/** A shell that has the script, in a home and with that home's database. */
export async function completingIn(shell: Shell, home: string): Promise<Completing> {
  const folder = tempFolder();
  const script = join(folder, '_memories');
  const { stdout } = await runMain(['completions', shell], { home });
  writeFileSync(script, stdout);
  mkdirSync(join(folder, 'bin'));
  const program = `#!/bin/sh\nexec '${process.execPath}' '${PROGRAM}' "$@"\n`;
  writeFileSync(join(folder, 'bin/memories'), program, { mode: 0o755 });
  const env = {
    PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`,
    HOME: home,
    TZ: 'UTC',
    LANG: 'C.UTF-8',
    TERM: 'xterm',
    XDG_CONFIG_HOME: join(folder, 'config'),
    XDG_DATA_HOME: join(folder, 'data'),
    MEMORIES_DB: databaseOf(home),
    MEMORIES_CONFIG: join(home, 'config.yaml'),
  };
  const run = async (args: readonly string[]): Promise<string> => {
    const { stdout: shown } = await promisify(execFile)(shell, [...args], { cwd: home, env, timeout: 200_000 });
    return shown;
  };
  const ask = { bash: inBash, zsh: inZsh, fish: inFish }[shell];
  return async (...typed) => ask(run, script, typed);
}

type Run = (args: readonly string[]) => Promise<string>;

/** As readline does it: words in COMP_WORDS, cut where COMP_WORDBREAKS has it; what comes back is in COMPREPLY. */
async function inBash(run: Run, script: string, typed: readonly string[]): Promise<Offered[]> {
  const asks = typed.map((line) => {
    const words = [...line.matchAll(/(?:"[^"]*"|'[^']*'|\\.|[^\s=@])+|[=@]|(?<=\s)$/g)].map(([word]) => word);
    const quoted = words.map(quoteForShell).join(' ');
    const previous = words.at(-2) ?? '';
    return `COMP_WORDS=(${quoted}) COMP_CWORD=${words.length - 1}; _memories memories ${quoteForShell(words.at(-1) ?? '')} ${quoteForShell(previous)}
      echo "<line>"; printf '%s\\n' "\${COMPREPLY[@]}"`;
  });
  const shown = await run(['--norc', '-c', [`source '${script}'`, ...asks].join('\n')]);
  return shown.split('<line>\n').slice(1).map(linesOffered);
}

function quoteForShell(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

async function inFish(run: Run, script: string, typed: readonly string[]): Promise<Offered[]> {
  const asks = typed.map((line) => `echo '<line>'; complete -C '${line.replace(/[\\']/g, '\\$&')}'`);
  const shown = await run(['--no-config', '-c', [`source '${script}'`, ...asks].join('\n')]);
  return shown.split('<line>\n').slice(1).map(linesOffered);
}

function linesOffered(shown: string): Offered {
  const lines = shown.split('\n').filter((line) => line !== '');
  return { shown, words: lines.map((line) => line.split('\t', 1)[0] ?? '') };
}

async function inZsh(run: Run, script: string, typed: readonly string[]): Promise<Offered[]> {
  const shown = (await run(['-f', CAPTURE, join(script, '..'), ...typed])).replaceAll('\r', '');
  return shown
    .split('<line>')
    .slice(1)
    .map((each) => ({ shown: each, words: [...each.matchAll(/<offer>(.*)<\/offer>/g)].map(([, word = '']) => word) }));
}
