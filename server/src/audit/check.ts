import type { FindingCode, Location, Observation } from '../finding/index.ts';
import type { ModuleFacts } from '../verdict/index.ts';
import type { Dependency } from './dependency.ts';

/** What a check looks at: one requirement, and what was learnt about the module that it takes. */
export interface CheckSubject {
  readonly dependency: Dependency;
  readonly facts: ModuleFacts;
}

/**
 * One question about one requirement.
 *
 * A check turns facts into observations. It asks nobody, knows no editor and
 * decides no severity. Observing nothing is right only when the facts say that
 * all is well, or when another check speaks of what could not be determined.
 */
export interface Check {
  readonly codes: readonly FindingCode[];
  run(subject: CheckSubject): readonly Observation[];
}

/**
 * The hash of the bytes that were read of a module, for findings that rest on
 * all of them. Where it is not known, or the bytes are not those that they
 * should be, that is said instead: then nothing that was accepted holds.
 */
export function bytesOf({ checksum }: ModuleFacts): string {
  switch (checksum.state) {
    case 'proven':
    case 'matches-go-sum':
    case 'missing':
    case 'unlogged':
      return checksum.h1;
    default:
      return `checksum ${checksum.state}`;
  }
}

/** Makes an observation about the module that a requirement takes. */
export function observe(
  dependency: Dependency,
  code: FindingCode,
  message: string,
  rest: Partial<Pick<Observation, 'grade' | 'evidence' | 'fixes'>> & {
    /** As in `Observation`, never left out: whoever accepts the finding accepts it for these alone. */
    readonly restsOn: readonly string[];
    readonly at?: Location | null;
  },
): Observation {
  const module = dependency.effective ?? dependency.required;
  return {
    code,
    grade: rest.grade ?? 'usual',
    module: module.path,
    version: module.version,
    message,
    location: rest.at === undefined ? dependency.versionAt : rest.at,
    evidence: rest.evidence ?? [],
    restsOn: rest.restsOn,
    fixes: rest.fixes ?? [],
  };
}
