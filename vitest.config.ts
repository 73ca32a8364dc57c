import { defineConfig } from 'vitest/config';
import { viteAssets } from './build/assets.js';

export default defineConfig({
  plugins: [viteAssets],
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    env: { TZ: 'UTC' },
  },
});
