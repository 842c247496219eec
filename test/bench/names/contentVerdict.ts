import { gradeOfCopy } from '../../../server/src/audit/checks/nearCopy.ts';
import { behaviourOnImport } from '../../../server/src/behaviour/index.ts';
import { behaviourFact, sourceOf } from '../../../server/src/examination/reading.ts';
import { SuspectCopy } from '../../../server/src/examination/suspectCopy.ts';
import type { Grade } from '../../../server/src/finding/index.ts';
import { identityOf } from '../../../server/src/identity/index.ts';
import { splitPathVersion } from '../../../server/src/module/index.ts';
import { judgeName, type NameIndex } from '../../../server/src/typosquat/index.ts';
import type { LikenessFact } from '../../../server/src/verdict/index.ts';
import { type ContentModule, moduleTextOf } from './contentModule.ts';

/** What the audit makes of a comparison with one target. */
export interface Copy {
  readonly target: string;
  readonly fact: LikenessFact;
  /** The grade of the finding; null where there is none: the module is no near copy. */
  readonly grade: Grade | null;
}

/** Modules that a suspect may be a copy of, each with who says so. */
export interface Targets {
  readonly byName: string | null;
  /** Whom its own text names as itself, and to whom it says openly that it belongs: who lies may say so too. */
  readonly byText: readonly string[];
  /** Whether its text names another module as itself, which is a finding of its own. */
  readonly namesOther: boolean;
}

/** Whom to compare a module with: by its name, and by what its own text says. */
export function targetsOf(module: ContentModule, index: NameIndex): Targets {
  const verdict = judgeName(module.module.path, index);
  const { state, candidates, declared } = identityOf(moduleTextOf(module));
  return {
    byName: verdict.state === 'suspect' ? verdict.target : null,
    byText: [...candidates, ...(declared === null ? [] : [declared])].map(({ path }) => path),
    namesOther: state === 'other',
  };
}

/** Compares a suspect with a target, as the audit does it. */
export function compareCopy(suspect: ContentModule, target: ContentModule): Copy {
  const text = moduleTextOf(suspect);
  const behaviour = behaviourFact(behaviourOnImport(sourceOf(text)));
  const fact = new SuspectCopy(text, behaviour).heldAgainst(moduleTextOf(target), target.module.version);
  return {
    target: target.module.path,
    fact,
    grade: fact.state === 'near-copy' ? gradeOfCopy(fact) : null,
  };
}

/** The share of the suspect's code that is the target's; 0 where they could not be compared. */
export function shareOf({ fact }: Copy): number {
  return fact.state === 'near-copy' || fact.state === 'unlike' ? fact.share : 0;
}

/** Whether two names mean one project: the same path but for the major version, or a module inside the named repository. */
export function meansSame(named: string, path: string): boolean {
  const [a, b] = [projectOf(named), projectOf(path)];
  return a === b || b.startsWith(`${a}/`);
}

/** The path without major version, in lower case; gopkg.in is another name of repositories on GitHub (its own front page says how). */
function projectOf(path: string): string {
  const bare = (splitPathVersion(path)?.prefix ?? path).toLowerCase();
  const [host, first = '', second] = bare.split('/');
  if (host !== 'gopkg.in') return bare;
  return second === undefined ? `github.com/go-${first}/${first}` : `github.com/${first}/${second}`;
}
