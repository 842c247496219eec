import type { Gains } from '../../../server/src/gosource/index.ts';
import { identityOf } from '../../../server/src/identity/index.ts';
import { copyGains, fingerprintOf, type Likeness, likenessOf } from '../../../server/src/likeness/index.ts';
import { splitPathVersion } from '../../../server/src/module/index.ts';
import { judgeName, type NameIndex } from '../../../server/src/typosquat/index.ts';
import { type ContentModule, moduleTextOf } from './contentModule.ts';
import { onImport } from './onImport.ts';

/** What a comparison with one target says. */
export interface Copy {
  readonly target: string;
  readonly likeness: Likeness;
  /** What the suspect gained; null when it is no near copy, or too much differs. */
  readonly gains: Gains | null;
  /** A near copy that gained a process or a connection that starts on import. */
  readonly isGrave: boolean;
}

/** Modules that a suspect may be a copy of, each with who says so. */
export interface Targets {
  readonly byName: string | null;
  /** Whom its own text names as itself, and to whom it says openly that it belongs: who lies may say so too. */
  readonly byText: readonly string[];
}

/** Whom to compare a module with: by its name, and by what its own text says. */
export function targetsOf(module: ContentModule, index: NameIndex): Targets {
  const verdict = judgeName(module.module.path, index);
  const { candidates, declared } = identityOf(moduleTextOf(module));
  return {
    byName: verdict.state === 'suspect' ? verdict.target : null,
    byText: [...candidates, ...(declared === null ? [] : [declared])].map(({ path }) => path),
  };
}

/** Compares a suspect with a target, as near-copy does. */
export function compareCopy(suspect: ContentModule, target: ContentModule): Copy {
  const [its, original] = [moduleTextOf(suspect), moduleTextOf(target)];
  const likeness = likenessOf(fingerprintOf(its), fingerprintOf(original));
  const gains = likeness.isNearCopy ? copyGains(its, original, likeness) : null;
  const isGrave =
    gains !== null && (startsByDifference(gains) || (likeness.isNearCopy && startsMore(suspect, target)));
  return { target: original.modulePath, likeness, gains, isGrave };
}

/** Whether the difference shows a process or a connection that starts when somebody imports the module. */
function startsByDifference({ runsOnImport }: Gains): boolean {
  return runsOnImport.some(({ acts }) => acts.includes('process') || acts.includes('network'));
}

/** Whether the suspect starts a process or a connection on import where the target starts none. */
function startsMore(suspect: ContentModule, target: ContentModule): boolean {
  const starts = (module: ContentModule): Set<string> => {
    const { grave, telling } = onImport(module);
    return new Set(
      [...grave, ...telling].map(({ packagePath, name, sink }) =>
        [packagePath.slice(module.module.path.length), name, sink.callee].join(' '),
      ),
    );
  };
  const before = starts(target);
  return [...starts(suspect)].some((each) => !before.has(each));
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
