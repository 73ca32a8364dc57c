// What the terminal can show besides text, judged by its environment. Only terminals known to have an ability get it: a
// link that is not understood hides its address, and a picture's bytes would be pages of garbage.

export interface Capabilities {
  /** It makes OSC 8 sequences into links. */
  readonly hyperlinks: boolean;
  /** The protocol in which it takes pictures. */
  readonly images: 'kitty' | 'iterm2' | null;
}

type Env = Readonly<Record<string, string | undefined>>;

const NOTHING: Capabilities = { hyperlinks: false, images: null };
const LINKS: Capabilities = { hyperlinks: true, images: null };
const KITTY: Capabilities = { hyperlinks: true, images: 'kitty' };
const ITERM2: Capabilities = { hyperlinks: true, images: 'iterm2' };

/** What can be written to this output. FORCE_HYPERLINK decides over links alone, as in other programs. */
export function detectCapabilities(
  env: Env,
  stdout: { readonly isTTY?: boolean; readonly columns?: number },
  colorLevel: 0 | 1 | 2 | 3,
): Capabilities {
  const abilities = isPlain(env, stdout, colorLevel) ? NOTHING : terminalOf(env);
  return { ...abilities, hyperlinks: forcedHyperlinks(env) ?? abilities.hyperlinks };
}

/** Who refuses colours on a terminal wants plain text; NO_COLOR and CLICOLOR are about nothing but colours. */
function isPlain(env: Env, stdout: { readonly isTTY?: boolean }, colorLevel: number): boolean {
  if (stdout.isTTY !== true || env['TERM'] === 'dumb') return true;
  if (env['CI'] || env['TEAMCITY_VERSION']) return true;
  return colorLevel === 0 && !env['NO_COLOR'] && env['CLICOLOR'] !== '0';
}

function forcedHyperlinks({ FORCE_HYPERLINK: force }: Env): boolean | null {
  return force ? Number.parseInt(force, 10) !== 0 : null;
}

function terminalOf(env: Env): Capabilities {
  if (isMultiplexed(env)) return NOTHING;
  return byTerm(env['TERM'] ?? '') ?? common(traces(env));
}

/** They show no pictures, and whether they pass links on (tmux: its `terminal-features`) is not to be seen from inside. */
function isMultiplexed({ TMUX, STY, ZELLIJ, TERM = '' }: Env): boolean {
  return [TMUX, STY, ZELLIJ].some(Boolean) || /^(tmux|screen)/.test(TERM);
}

/** Every terminal sets TERM itself, so these names cannot be inherited from another one. */
function byTerm(term: string): Capabilities | null {
  if (/^xterm-(kitty|ghostty)$/.test(term)) return KITTY;
  return /^(alacritty|foot)(-|$)/.test(term) ? LINKS : null;
}

/** A terminal started from another one inherits its variables: what all of them can do is certain. */
function common(traced: readonly Capabilities[]): Capabilities {
  const [first = NOTHING, ...others] = traced;
  return {
    hyperlinks: traced.length > 0 && traced.every(({ hyperlinks }) => hyperlinks),
    images: others.every(({ images }) => images === first.images) ? first.images : null,
  };
}

/** What each terminal that left something in the environment can do. */
function traces(env: Env): Capabilities[] {
  const { TERM_PROGRAM, VTE_VERSION, KONSOLE_VERSION, WT_SESSION, KITTY_WINDOW_ID } = env;
  const unable = [env['XTERM_VERSION'], env['TERMINAL_EMULATOR'], env['INSIDE_EMACS']].some(Boolean);
  return [
    TERM_PROGRAM ? [program(TERM_PROGRAM, env)] : [],
    VTE_VERSION ? [vte(Number(VTE_VERSION))] : [],
    KONSOLE_VERSION ? [konsole(Number(KONSOLE_VERSION))] : [],
    WT_SESSION ? [LINKS] : [],
    KITTY_WINDOW_ID ? [KITTY] : [],
    unable ? [NOTHING] : [],
  ].flat();
}

function program(name: string, env: Env): Capabilities {
  const version = env['TERM_PROGRAM_VERSION'] ?? '';
  switch (name) {
    case 'iTerm.app':
      return isAtLeast(version, 3, 1) ? ITERM2 : NOTHING;
    case 'WezTerm':
      return wezterm(version);
    case 'ghostty':
      return KITTY;
    case 'vscode':
      // Cursor has a version of its own.
      return env['CURSOR_TRACE_ID'] || isAtLeast(version, 1, 72) ? LINKS : NOTHING;
    case 'Hyper':
    case 'zed':
      return LINKS;
    default:
      return NOTHING;
  }
}

/** Its versions are dates: `20240203-110809-5046fc22`, from Nix `0-unstable-2024-02-03`. */
function wezterm(version: string): Capabilities {
  const date = /\d{4}-?\d\d-?\d\d/.exec(version)?.[0].replaceAll('-', '') ?? '';
  // Before, a picture that reached the screen's last line moved the screen.
  if (date >= '20220319') return ITERM2;
  return date >= '20200620' ? LINKS : NOTHING;
}

/** 0.50.0, the first that has links, crashes on them. */
function vte(version: number): Capabilities {
  return version > 5000 ? LINKS : NOTHING;
}

/** Its profiles ignore links unless the user allows them. */
function konsole(version: number): Capabilities {
  return version >= 220400 ? { hyperlinks: false, images: 'kitty' } : NOTHING;
}

function isAtLeast(version: string, major: number, minor: number): boolean {
  const [, has = '0', hasMinor = '0'] = /^(\d+)(?:\.(\d+))?/.exec(version) ?? [];
  return Number(has) > major || (Number(has) === major && Number(hasMinor) >= minor);
}
