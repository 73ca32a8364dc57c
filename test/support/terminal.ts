// The real program at a real terminal, which python3 lends: keys go in when it asks, and what it showed comes out.

import { execFile, execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify, stripVTControlCharacters } from 'node:util';

const BINARY = join(import.meta.dirname, '../../bin/memories.js');

/** What to wait for on the screen, and then what to type: text, or keys by name (`enter`, `down`, `up`, `backspace`, `ctrl-c`). */
export type Step = readonly [question: string, ...typed: string[]];

export interface TerminalOptions {
  readonly home: string;
  readonly env?: Readonly<Record<string, string>>;
  /** In cells. */
  readonly columns?: number;
  readonly rows?: number;
}

export interface Shown {
  readonly code: number;
  /** Everything that came, without colours; lines that were drawn again come again. */
  readonly screen: string;
}

const DRIVER = `
import fcntl, json, os, pty, re, select, struct, sys, termios, time
steps, env, columns, rows, command, cwd = json.loads(sys.argv[1])
keys = {'enter': '\\r', 'down': '\\x1b[B', 'up': '\\x1b[A', 'backspace': '\\x7f', 'ctrl-c': '\\x03'}
pid, terminal = pty.fork()
if pid == 0:
    os.chdir(cwd)
    os.execve(command[0], command, env)
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack('HHHH', rows, columns, 0, 0))
shown, seen, until = b'', 0, time.time() + 50
def more(wait):
    global shown
    if not select.select([terminal], [], [], wait)[0]:
        return True
    try:
        part = os.read(terminal, 65536)
    except OSError:
        part = b''
    shown += part
    return part != b''
going = True
while going and time.time() < until:
    going = more(0.2)
    if steps and steps[0][0].encode() in re.sub(rb'\\x1b\\[[0-9;?]*[A-Za-z]', b'', shown[seen:]):
        quiet = time.time() + 0.2
        while going and time.time() < quiet:
            going = more(0.05)
        for key in steps.pop(0)[1:]:
            seen = len(shown)
            os.write(terminal, keys.get(key, key).encode())
            quiet = time.time() + 0.1
            while going and time.time() < quiet:
                going = more(0.05)
if going:
    os.kill(pid, 9)
_, status = os.waitpid(pid, 0)
print(json.dumps([shown.decode(errors='replace'), os.waitstatus_to_exitcode(status), steps]))
`;

/** Whether this machine has what a test at a terminal needs. */
export function hasTerminals(): boolean {
  if (process.platform === 'win32') return false;
  try {
    execFileSync('python3', ['-c', 'import os, pty; os.waitstatus_to_exitcode'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Runs `memories` to its end. Throws when it ended, or hung, before every step was taken. */
export async function atTerminal(
  args: readonly string[],
  steps: readonly Step[],
  { home, env = {}, columns = 100, rows = 50 }: TerminalOptions,
): Promise<Shown> {
  const clean = { PATH: join(home, 'bin'), HOME: home, TERM: 'xterm', TZ: 'UTC', ...env };
  const command = [process.execPath, BINARY, ...args];
  const asked = JSON.stringify([steps, clean, columns, rows, command, home]);
  const { stdout } = await promisify(execFile)('python3', ['-c', DRIVER, asked]);
  const [all, code, left] = JSON.parse(stdout) as [string, number, Step[]];
  const screen = stripVTControlCharacters(all).replaceAll('\r', '');
  if (left.length > 0) throw new Error(`never asked "${left[0]?.[0] ?? ''}", ended with ${code}:\n${screen}`);
  return { code, screen };
}
