import type { HostWants, Question, Resemblance } from '../examination/index.ts';
import type { FindingCode } from '../finding/index.ts';
import type { ModuleVersion } from '../module/index.ts';
import { isTrusted, type Policy } from '../policy/index.ts';
import type { Dependency } from './dependency.ts';
import type { NameJudge } from './nameJudge.ts';
import type { AuditOptions } from './services.ts';

/** By which facts about a module version are kept. */
export function keyOf(module: ModuleVersion): string {
  return `${module.path}@${module.version}`;
}

/**
 * One question for each module version by its key, with what all go.sum files
 * that count for it say. Whom the name of a module resembles is not asked where
 * every file that requires it has a policy that trusts its owner.
 */
export function questionsOf(
  dependencies: readonly Dependency[],
  names: NameJudge,
  policyFor: AuditOptions['policyFor'],
): ReadonlyMap<string, Question> {
  const judged = new Set<string>();
  for (const { effective, file } of dependencies)
    if (effective !== null && !isTrusted(effective.path, policyFor(file))) judged.add(effective.path);
  const questions = new Map<string, NamedQuestion>();
  for (const { effective, goSums, file } of dependencies) {
    if (effective === null) continue;
    const key = keyOf(effective);
    let question = questions.get(key);
    if (question === undefined) {
      question = new NamedQuestion(effective, names, judged.has(effective.path));
      questions.set(key, question);
    }
    question.want(policyFor(file));
    for (const { zips } of goSums) {
      // Hashes of other kinds are passed over, as the go command does.
      for (const hash of zips.get(`${effective.path} ${effective.version}`) ?? [])
        if (hash.startsWith('h1:')) question.expect(hash);
    }
  }
  return questions;
}

const NOTHING: HostWants = { provenance: false, protection: false };

/** What the code hosts are asked because a gate of a policy needs it, or a finding. Nobody is asked unasked. */
function wantsOf({ gates, severity }: Policy): HostWants {
  const isTold = (code: FindingCode): boolean => (severity.get(code) ?? 'off') !== 'off';
  return {
    provenance:
      (gates.provenance !== null && gates.provenance.attestation !== 'ignore') ||
      isTold('provenance/unattested'),
    protection: gates.tagProtection !== null || isTold('provenance/unprotected-tags'),
  };
}

const NO_HASHES: ReadonlySet<string> = new Set();

/** The name is judged when somebody looks, so that its index is made while the network answers. */
class NamedQuestion implements Question {
  readonly module: ModuleVersion;
  readonly #names: NameJudge;
  readonly #isJudged: boolean;
  #expected: Set<string> | null = null;
  #wants: HostWants = NOTHING;

  constructor(module: ModuleVersion, names: NameJudge, isJudged: boolean) {
    // A requirement has more to it, and none of that is part of the question.
    this.module = { path: module.path, version: module.version };
    this.#names = names;
    this.#isJudged = isJudged;
  }

  get expected(): ReadonlySet<string> {
    return this.#expected ?? NO_HASHES;
  }

  get isKnown(): boolean {
    return this.#names.judge(this.module.path).state === 'known';
  }

  get resembles(): Resemblance | null {
    if (!this.#isJudged) return null;
    const name = this.#names.judge(this.module.path);
    if (name.state !== 'suspect' || name.code === 'squat/case-variant') return null;
    return { target: name.target, isSuspect: name.code !== 'squat/other-owner' };
  }

  get wants(): HostWants {
    return this.#wants;
  }

  /** What any of the policies wants to know is asked. */
  want(policy: Policy): void {
    const { provenance, protection } = wantsOf(policy);
    if (provenance || protection)
      this.#wants = {
        provenance: provenance || this.#wants.provenance,
        protection: protection || this.#wants.protection,
      };
  }

  expect(hash: string): void {
    this.#expected ??= new Set();
    this.#expected.add(hash);
  }
}
