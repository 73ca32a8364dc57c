import { expect, test } from 'vitest';
import { detectCapabilities } from '../../../src/views/terminal/capabilities.ts';

type Env = Record<string, string>;

const NONE = { hyperlinks: false, images: null };
const LINKS = { hyperlinks: true, images: null };
const KITTY = { hyperlinks: true, images: 'kitty' };
const ITERM2 = { hyperlinks: true, images: 'iterm2' };

const XTERM = { TERM: 'xterm-256color', COLORTERM: 'truecolor' };

const on = (env: Env) => detectCapabilities(env, { isTTY: true, columns: 80 }, 3);
const program = (name: string, version?: string): Env => ({
  ...XTERM,
  TERM_PROGRAM: name,
  ...(version === undefined ? {} : { TERM_PROGRAM_VERSION: version }),
});

const TERMINALS: [string, Env, object][] = [
  ['an unknown terminal', XTERM, NONE],
  ['an empty environment', {}, NONE],
  ['the Linux console', { TERM: 'linux' }, NONE],
  ['xterm', { TERM: 'xterm', XTERM_VERSION: 'XTerm(390)' }, NONE],
  ['macOS Terminal', program('Apple_Terminal', '455'), NONE],
  ['iTerm2', program('iTerm.app', '3.5.10'), ITERM2],
  ['iTerm2 3.1', program('iTerm.app', '3.1.0'), ITERM2],
  ['iTerm2 10', program('iTerm.app', '10.0'), ITERM2],
  ['an old iTerm2', program('iTerm.app', '3.0.15'), NONE],
  ['iTerm2 without a version', program('iTerm.app'), NONE],
  ['WezTerm', program('WezTerm', '20240203-110809-5046fc22'), ITERM2],
  ['WezTerm from Nix', program('WezTerm', '0-unstable-2024-02-03'), ITERM2],
  ['an old WezTerm', program('WezTerm', '20210502-154244-3f7122cb'), LINKS],
  ['an ancient WezTerm', program('WezTerm', '20190506-001122-abcdef12'), NONE],
  ['WezTerm without a version', program('WezTerm'), NONE],
  ['VS Code', program('vscode', '1.96.2'), LINKS],
  ['an old VS Code', program('vscode', '1.71.0'), NONE],
  ['Cursor', { ...program('vscode', '0.45.0'), CURSOR_TRACE_ID: 'a1' }, LINKS],
  ['Hyper', program('Hyper', '3.4.1'), LINKS],
  ['Zed', program('zed', '0.200.0'), LINKS],
  ['Ghostty', { ...program('ghostty', '1.1.3'), TERM: 'xterm-ghostty' }, KITTY],
  ['Ghostty with another TERM', program('ghostty', '1.1.3'), KITTY],
  ['kitty', { TERM: 'xterm-kitty', KITTY_WINDOW_ID: '1' }, KITTY],
  ['kitty across ssh', { TERM: 'xterm-kitty' }, KITTY],
  ['kitty with another TERM', { ...XTERM, KITTY_WINDOW_ID: '1' }, KITTY],
  ['GNOME Terminal', { ...XTERM, VTE_VERSION: '7600' }, LINKS],
  ['VTE 0.50.1', { ...XTERM, VTE_VERSION: '5001' }, LINKS],
  ['VTE 0.50.0, which crashes', { ...XTERM, VTE_VERSION: '5000' }, NONE],
  ['VTE 0.48', { ...XTERM, VTE_VERSION: '4803' }, NONE],
  ['a VTE of no number', { ...XTERM, VTE_VERSION: 'new' }, NONE],
  ['Windows Terminal', { ...XTERM, WT_SESSION: 'b1f3' }, LINKS],
  ['Konsole', { ...XTERM, KONSOLE_VERSION: '240802' }, { hyperlinks: false, images: 'kitty' }],
  ['Konsole 22.04', { ...XTERM, KONSOLE_VERSION: '220400' }, { hyperlinks: false, images: 'kitty' }],
  ['Konsole 21.12', { ...XTERM, KONSOLE_VERSION: '211203' }, NONE],
  ['Alacritty', { TERM: 'alacritty' }, LINKS],
  ['Alacritty with direct colours', { TERM: 'alacritty-direct' }, LINKS],
  ['foot', { TERM: 'foot' }, LINKS],
  ['foot with its extra terminfo', { TERM: 'foot-extra' }, LINKS],
  ['something else on feet', { TERM: 'football' }, NONE],
  ['JetBrains', { ...XTERM, TERMINAL_EMULATOR: 'JetBrains-JediTerm' }, NONE],
  ['Emacs', { TERM: 'eterm-color', INSIDE_EMACS: '29.1,term' }, NONE],
];

test.each(TERMINALS)('what can be shown is known of %s', (_name, env, expected) => {
  expect(on(env)).toEqual(expected);
});

const INSIDE: [string, Env, object][] = [
  ['tmux in kitty', { TERM: 'tmux-256color', TMUX: '/tmp/tmux-0/default,1,0', KITTY_WINDOW_ID: '1' }, NONE],
  ['tmux 3.4', { ...program('tmux', '3.4'), TMUX: '/tmp/tmux-0/default,1,0' }, NONE],
  ['tmux across ssh', { TERM: 'tmux-256color' }, NONE],
  ['screen in GNOME Terminal', { TERM: 'screen.xterm-256color', STY: '1.pts-0', VTE_VERSION: '7600' }, NONE],
  ['Zellij in Ghostty', { TERM: 'xterm-ghostty', TERM_PROGRAM: 'ghostty', ZELLIJ: '0' }, NONE],
  ['an empty TMUX', { TERM: 'xterm-kitty', TMUX: '' }, KITTY],
  ['Alacritty from iTerm2', { ...program('iTerm.app', '3.5.0'), TERM: 'alacritty' }, LINKS],
  ['kitty from VS Code', { ...program('vscode', '1.96.2'), TERM: 'xterm-kitty' }, KITTY],
  ['VS Code from GNOME Terminal', { ...program('vscode', '1.96.2'), VTE_VERSION: '7600' }, LINKS],
  ['xterm from kitty', { ...XTERM, KITTY_WINDOW_ID: '1', XTERM_VERSION: 'XTerm(390)' }, NONE],
  ['GNOME Terminal from kitty', { ...XTERM, KITTY_WINDOW_ID: '1', VTE_VERSION: '7600' }, LINKS],
  ['macOS Terminal from kitty', { ...program('Apple_Terminal', '455'), KITTY_WINDOW_ID: '1' }, NONE],
];

test.each(INSIDE)('what can be shown is known of %s', (_name, env, expected) => {
  expect(on(env)).toEqual(expected);
});

const IN_KITTY = { TERM: 'xterm-kitty' };

test('no terminal, no abilities', () => {
  expect(detectCapabilities(IN_KITTY, {}, 3)).toEqual(NONE);
  expect(detectCapabilities(IN_KITTY, { isTTY: false }, 3)).toEqual(NONE);
});

test('a dumb terminal and a build server get plain text', () => {
  expect(on({ ...program('iTerm.app', '3.5.0'), TERM: 'dumb' })).toEqual(NONE);
  expect(on({ ...IN_KITTY, CI: 'true' })).toEqual(NONE);
  expect(on({ ...IN_KITTY, TEAMCITY_VERSION: '2024.1' })).toEqual(NONE);
});

test('who wants no colours wants plain text, but NO_COLOR is about colours only', () => {
  expect(detectCapabilities(IN_KITTY, { isTTY: true }, 0)).toEqual(NONE);
  expect(detectCapabilities(IN_KITTY, { isTTY: true }, 1)).toEqual(KITTY);
  expect(detectCapabilities({ ...IN_KITTY, NO_COLOR: '1' }, { isTTY: true }, 0)).toEqual(KITTY);
  expect(detectCapabilities({ ...IN_KITTY, NO_COLOR: '' }, { isTTY: true }, 0)).toEqual(NONE);
});

test('FORCE_HYPERLINK decides over links and nothing else', () => {
  expect(on({ ...XTERM, FORCE_HYPERLINK: '1' })).toEqual(LINKS);
  expect(on({ ...IN_KITTY, FORCE_HYPERLINK: '0' })).toEqual({ hyperlinks: false, images: 'kitty' });
  expect(on({ ...IN_KITTY, FORCE_HYPERLINK: '' })).toEqual(KITTY);
  expect(detectCapabilities({ ...IN_KITTY, FORCE_HYPERLINK: '1' }, { isTTY: false }, 0)).toEqual(LINKS);
});
