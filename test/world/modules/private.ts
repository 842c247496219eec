/** A module of the user's own company, which GOPRIVATE names. */
import type { ModuleDescription } from './description.ts';

export const PRIVATE_MODULE: ModuleDescription = {
  name: 'private',
  kind: 'private',
  story: 'No server may ever hear its name.',
  path: 'git.corp.example.test/platform/payroll',
  version: 'v1.8.0',
  repository: null,
  cached: null,
  expected: { content: { state: 'not-applicable' }, upstream: 'not-applicable', findings: [] },
};
