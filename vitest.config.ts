import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // The first test that needs the embedding model builds it into the cache.
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
