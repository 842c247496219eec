import type { ModuleVersion } from '../module/index.ts';

/** A module version to be examined. */
export interface Question {
  readonly module: ModuleVersion;
  /** The `h1:` hashes of its zip in the go.sum files that count; empty when there are none. */
  readonly expected: ReadonlySet<string>;
}
