import type { FindingCode } from '../finding/index.ts';
import type { Waiver } from './waiver.ts';

/** What the administrators of a machine decided, and a project has no say in. */
export interface MachineRules {
  /** The file that says so. */
  readonly path: string;
  /** Codes about which neither waivers nor `trusted` of the project are heard. */
  readonly codes: ReadonlySet<FindingCode>;
  /** Modules whose names the machine trusts: patterns as in GOPRIVATE, separated by commas. */
  readonly trusted: string;
  /** What the machine accepts, whatever the project does. */
  readonly waivers: readonly Waiver[];
  /** What could not be determined fails, whatever the project or a command line says. */
  readonly undeterminedFails: boolean;
}
