import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    env: { TZ: 'UTC', LC_ALL: 'C' },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          // All processors: otherwise one is left alone, and a machine with two runs one file at a time.
          maxWorkers: '100%',
          // Generous: a machine may be busy with other things.
          testTimeout: 60_000,
          hookTimeout: 60_000,
          include: [
            'test/unit/**/*.test.ts',
            'test/architecture/**/*.test.ts',
            'test/contract/**/*.test.ts',
            'test/electron/unit/**/*.test.ts',
            'test/fuzz/**/*.test.ts',
          ],
        },
      },
      {
        extends: true,
        test: {
          name: 'electron',
          include: ['test/electron/app/**/*.test.ts'],
          testTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'headless',
          include: ['test/headless/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          // A key that is pressed while a page of a busy machine still loads may find nobody who listens.
          retry: 1,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
