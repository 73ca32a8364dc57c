import { expect, test } from 'vitest';
import { userFolder } from '../../src/platform/folders.ts';

const WREN = '/home/wren';
const XDG = { XDG_CACHE_HOME: '/fast', XDG_CONFIG_HOME: '/etc/wren', XDG_DATA_HOME: '/large' };
const RELATIVE = { XDG_CACHE_HOME: 'fast', XDG_CONFIG_HOME: './etc', XDG_DATA_HOME: '' };
const WINDOWS = { LOCALAPPDATA: '/Local', APPDATA: '/Roaming' };

test.skipIf(process.platform === 'win32').each([
  ['linux', {}, [`${WREN}/.cache/memories`, `${WREN}/.config/memories`, `${WREN}/.local/share/memories`]],
  ['linux', XDG, ['/fast/memories', '/etc/wren/memories', '/large/memories']],
  ['linux', RELATIVE, [`${WREN}/.cache/memories`, `${WREN}/.config/memories`, `${WREN}/.local/share/memories`]],
  [
    'darwin',
    XDG,
    ['Caches', 'Preferences', 'Application Support'].map((folder) => `${WREN}/Library/${folder}/memories`),
  ],
  ['win32', WINDOWS, ['/Local/memories/Cache', '/Roaming/memories/Config', '/Local/memories/Data']],
  [
    'win32',
    {},
    ['Local/memories/Cache', 'Roaming/memories/Config', 'Local/memories/Data'].map((at) => `${WREN}/AppData/${at}`),
  ],
])('on %s, with %j, cache, configuration and data are in %j', (platform, env, folders) => {
  const user = { platform, env, home: WREN };
  expect((['cache', 'config', 'data'] as const).map((purpose) => userFolder(purpose, user))).toEqual(folders);
});
