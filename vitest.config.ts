import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Rooms that are functions only: their tests share workers, so that most of what they import is loaded once. */
const pure = ['contract', 'decode', 'encode', 'query', 'renderer'].map((room) => `test/unit/${room}/**/*.test.ts`);

/**
 * What the suites share that start programs: two files at a time, where there are two processors, because programs wait
 * often; and after the others, because those leave no processor free.
 */
const programs = { maxWorkers: Math.min(2, availableParallelism()), sequence: { groupOrder: 1 } };

export default defineConfig({
  test: {
    env: { TZ: 'UTC', LC_ALL: 'C' },
    // Generous: a machine may be busy with other things.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 40_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          // All processors: otherwise one is left alone, and a machine with two runs one file at a time.
          maxWorkers: '100%',
          include: [
            'test/unit/**/*.test.ts',
            'test/architecture/**/*.test.ts',
            'test/contract/**/*.test.ts',
            'test/electron/unit/**/*.test.ts',
            'test/fuzz/**/*.test.ts',
          ],
          exclude: pure,
        },
      },
      {
        extends: true,
        test: { name: 'unit-pure', maxWorkers: '100%', isolate: false, include: pure },
      },
      {
        extends: true,
        test: { name: 'electron', include: ['test/electron/app/**/*.test.ts'], fileParallelism: false },
      },
      {
        extends: true,
        test: { name: 'headless', include: ['test/headless/**/*.test.ts'], ...programs },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          // A key that is pressed while a page of a busy machine still loads may find nobody who listens.
          retry: 1,
          ...programs,
        },
      },
    ],
  },
});
