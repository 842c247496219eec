import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

const EDITOR = 'test/editor/**/*.test.ts';

export default defineConfig({
  // The editor's own module is there in an editor alone.
  resolve: { alias: { vscode: resolve(import.meta.dirname, 'test/fake/vscode.ts') } },
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'tests',
          include: ['test/**/*.test.ts'],
          exclude: [EDITOR],
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        // An editor and a browser want the machine for themselves, and patience where they have it not.
        test: {
          name: 'editor',
          include: [EDITOR],
          maxWorkers: 1,
          testTimeout: 180_000,
          hookTimeout: 180_000,
          // A real editor now and then closes what has just been opened. The report says what was tried twice.
          retry: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
