import {
  type AuditFile,
  type AuditServices,
  dependenciesOf,
  type FeedJudge,
  type JudgedRequirement,
  judgeRequirements,
  keyOf,
  type NameJudge,
  observedInFile,
  questionsOf,
} from '../audit/index.ts';
import type { Question } from '../examination/index.ts';
import type { Finding } from '../finding/index.ts';
import type { GoSettings } from '../goenv/index.ts';
import type { Learning } from '../learning/index.ts';
import { applyWaivers, type WaivedFinding } from '../policy/index.ts';
import { LineIndex } from '../text/index.ts';
import type { Modules } from './modules.ts';
import type { FoundPolicy, Policies } from './policies.ts';

/** What can be said of one go.mod or go.work now. */
export interface Analysis {
  readonly file: AuditFile;
  /** The lines of its text. */
  readonly lines: LineIndex;
  readonly policy: FoundPolicy;
  readonly requirements: readonly JudgedRequirement[];
  /** The requirements by the key of the module version that they take. */
  readonly byKey: ReadonlyMap<string, JudgedRequirement>;
  /** Those that stand in the file, and those about its requirements that stand elsewhere. */
  readonly findings: readonly Finding[];
  /** Findings that the project accepts. */
  readonly waived: readonly WaivedFinding[];
}

/** What analysing takes. */
export interface AnalystServices {
  readonly modules: Modules;
  readonly policies: Policies;
  readonly learning: Pick<Learning, 'known'>;
  readonly names: () => NameJudge;
  readonly feed: () => FeedJudge;
  /** The go command's settings; null before they were read. */
  readonly settings: () => GoSettings | null;
  readonly clock: AuditServices['clock'];
}

/** Says what is known of a file. Asks nobody and waits for nothing; the time is linear in the file. */
export class Analyst {
  readonly #services: AnalystServices;
  #analyses = new WeakMap<AuditFile, Analysis>();

  constructor(services: AnalystServices) {
    this.#services = services;
  }

  /** What can be said now; remembered until {@link invalidate}. */
  of(file: AuditFile): Analysis {
    const known = this.#analyses.get(file);
    if (known !== undefined) return known;
    const analysis = this.#analyse(file);
    this.#analyses.set(file, analysis);
    return analysis;
  }

  /** More is known now, or something else is around. */
  invalidate(): void {
    this.#analyses = new WeakMap();
  }

  /** What there is to learn about the requirements of a file, by the key of each module version. */
  questionsOf(file: AuditFile): ReadonlyMap<string, Question> {
    const { modules, names, policies } = this.#services;
    const { policy } = policies.of(file.directory);
    return questionsOf(dependenciesOf(file, modules.workspaceOf(file)), names(), () => policy);
  }

  #analyse(file: AuditFile): Analysis {
    const { modules, policies, learning, names, feed, settings, clock } = this.#services;
    const policy = policies.of(file.directory);
    const workspace = modules.workspaceOf(file);
    const { requirements, judged } = judgeRequirements(
      dependenciesOf(file, workspace),
      (key) => learning.known(key)?.facts ?? null,
      { names: names(), feed: feed(), clock },
      () => policy.policy,
    );
    const open = offlineModules(requirements);
    const ofFile = observedInFile(file, workspace, settings(), names(), policy.policy);
    const all = [...ofFile, ...judged.flatMap(({ findings }) => findings)];
    const heard = applyWaivers(all, policy.policy, clock.now());
    const findings = heard.open.filter(
      ({ code, module, version }) => !(code === 'origin/undetermined' && open.has(`${module}@${version}`)),
    );
    return new AnalysedFile({ file, policy, requirements, findings, waived: heard.waived });
  }
}

/**
 * Lines and keys are made when somebody looks: at most keystrokes nobody does.
 *
 * A class, and no object literal with getters: of each such literal V8 keeps all
 * that its getters can reach until it goes through the whole memory.
 */
class AnalysedFile implements Analysis {
  readonly file: AuditFile;
  readonly policy: FoundPolicy;
  readonly requirements: readonly JudgedRequirement[];
  readonly findings: readonly Finding[];
  readonly waived: readonly WaivedFinding[];
  #lines: LineIndex | null = null;
  #byKey: Analysis['byKey'] | null = null;

  constructor({ file, policy, requirements, findings, waived }: Omit<Analysis, 'lines' | 'byKey'>) {
    this.file = file;
    this.policy = policy;
    this.requirements = requirements;
    this.findings = findings;
    this.waived = waived;
  }

  get lines(): LineIndex {
    this.#lines ??= new LineIndex(this.file.text);
    return this.#lines;
  }

  get byKey(): Analysis['byKey'] {
    this.#byKey ??= new Map(
      this.requirements.map((one) => [keyOf(one.dependency.effective ?? one.dependency.required), one]),
    );
    return this.#byKey;
  }
}

/** Modules of which no more is said than that nobody was asked: the status says that for all of them. */
function offlineModules(requirements: readonly JudgedRequirement[]): ReadonlySet<string> {
  const open = new Set<string>();
  for (const { dependency, facts } of requirements) {
    if (facts.content.state !== 'undetermined' || facts.content.reason !== 'offline') continue;
    open.add(keyOf(dependency.effective ?? dependency.required));
  }
  return open;
}
