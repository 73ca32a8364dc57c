import envPaths from 'env-paths';
import { homedir } from 'node:os';
import { describe, expect, test } from 'vitest';
import { userCacheFolder } from '../../src/platform/user-folders.ts';

describe('the cache folder', () => {
  test('is where pages that are only looked at are, too', () => {
    const { platform, env } = process;
    expect(userCacheFolder({ platform, env, home: homedir() })).toBe(envPaths('memories', { suffix: '' }).cache);
  });

  test.skipIf(process.platform === 'win32').each([
    ['linux', {}, '/home/wren', '/home/wren/.cache/memories'],
    ['linux', { XDG_CACHE_HOME: '/fast' }, '/home/wren', '/fast/memories'],
    ['linux', { XDG_CACHE_HOME: 'fast' }, '/home/wren', '/home/wren/.cache/memories'],
    ['linux', { XDG_CACHE_HOME: '/fast' }, '', '/fast/memories'],
    ['linux', {}, '', null],
    ['linux', { XDG_CACHE_HOME: 'fast' }, '', null],
    ['darwin', { XDG_CACHE_HOME: '/fast' }, '/Users/wren', '/Users/wren/Library/Caches/memories'],
    ['darwin', {}, '', null],
    ['win32', { LOCALAPPDATA: '/Users/wren/Local' }, '/Users/wren', '/Users/wren/Local/memories/Cache'],
    ['win32', {}, '/Users/wren', '/Users/wren/AppData/Local/memories/Cache'],
  ])('on %s, with %j and the home %j, is %j', (platform, env, home, folder) => {
    expect(userCacheFolder({ platform, env, home })).toBe(folder);
  });
});
