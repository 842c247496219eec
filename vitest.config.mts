import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // The editor's own module is there in an editor alone.
  resolve: { alias: { vscode: resolve(import.meta.dirname, 'test/fake/vscode.ts') } },
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
