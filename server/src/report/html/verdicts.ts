import { type AuditedModule, isUndetermined } from '../../audit/index.ts';
import { atLeast, type Finding, type FindingCode, isDemand } from '../../finding/index.ts';

/** What a page says of a module in one word, the gravest first. */
export const VERDICTS = [
  'differs',
  'suspect',
  'stopped',
  'undetermined',
  'accepted',
  'explained',
  'same',
  'not-applicable',
] as const;

export type Verdict = (typeof VERDICTS)[number];

/** How a verdict is told without its colour. */
export interface VerdictWords {
  /** One character, beside or instead of the name. */
  readonly sign: string;
  readonly title: string;
  /** What it means, as a clause about one module. */
  readonly meaning: string;
}

export const VERDICT_WORDS: Readonly<Record<Verdict, VerdictWords>> = {
  differs: { sign: '≠', title: 'Differs', meaning: 'the mirror serves other files than upstream' },
  suspect: { sign: '!', title: 'Suspect', meaning: 'a finding speaks against it' },
  stopped: { sign: '⊘', title: 'Stopped', meaning: 'the policy does not let it through' },
  undetermined: { sign: '?', title: 'Undetermined', meaning: 'it could not be verified' },
  accepted: { sign: 'A', title: 'Accepted', meaning: 'the project accepts what was found' },
  explained: { sign: '≈', title: 'Explained', meaning: 'same as upstream, each difference explained' },
  same: { sign: '=', title: 'Same', meaning: 'same as upstream' },
  'not-applicable': { sign: '–', title: 'Not applicable', meaning: 'there is no upstream to compare with' },
};

/**
 * The verdict about a module: that of its content, unless a finding about it, a
 * warning or graver, says that more is wrong; `stopped` where nothing is wrong with
 * it, and the project demands more than it has. What could not be determined is
 * never the same as upstream, and neither is what the project accepts: that is
 * told as accepted, unless there is more that it does not accept.
 */
export function verdictOf(
  module: AuditedModule,
  open: readonly Finding[],
  accepted: readonly Finding[],
): Verdict {
  const { content } = module.facts;
  const accepts = (code: FindingCode): boolean => accepted.some((finding) => finding.code === code);
  const isGrave = ({ severity }: Finding): boolean => atLeast(severity, 'warning');
  if (content.state === 'diverged' && !accepts('origin/diverged')) return 'differs';
  const grave = open.filter(isGrave);
  if (grave.some(({ code }) => !isDemand(code))) return 'suspect';
  if (grave.length > 0) return 'stopped';
  if (isUndetermined(module) && !accepts('origin/undetermined')) return 'undetermined';
  if (accepted.some(isGrave) || isUndetermined(module)) return 'accepted';
  switch (content.state) {
    case 'match':
      return 'same';
    case 'match-explained':
      return 'explained';
    case 'not-applicable':
      return 'not-applicable';
    default:
      return 'accepted';
  }
}
