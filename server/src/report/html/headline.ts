import type { AuditResult } from '../../audit/index.ts';
import { SEVERITIES } from '../../finding/index.ts';
import { bar } from './bar.ts';
import { counted, enumerated, grouped } from './counts.ts';
import { html, type Markup, NOTHING } from './markup.ts';
import type { PageSubjects, Subject } from './subject.ts';
import { VERDICTS, type Verdict } from './verdicts.ts';

/** The head of a page: what the audit says in one sentence, then the counts, then what limits the answer. */
export function headline(result: AuditResult, page: PageSubjects): Markup {
  const limits = limitsOf(result);
  return html`<h1 class="verdict-${gravestOf(page)}">${sentenceOf(result, page)}</h1>
${bar(page.subjects)}
<p class="counts">${countsOf(page)}</p>
${limits.length === 0 ? NOTHING : html`<ul class="limits">${limits.map((limit) => html`<li>${limit}</li>`)}</ul>`}`;
}

/** The one sentence. It is an "all clear" only where nothing was found and nothing is left open. */
export function sentenceOf(result: AuditResult, { subjects, groups }: PageSubjects): string {
  const all = subjects.length;
  const number = (verdict: Verdict): number => numberOf(subjects, verdict);
  const ofAll = (part: number): string =>
    all === 1 ? 'the one module' : `${grouped(part)} of ${counted(all, 'module')}`;
  const part = (verdict: Verdict): string => capital(ofAll(number(verdict)));
  if (number('differs') > 0)
    return `For ${ofAll(number('differs'))}, the mirror serves other ${whatOf(subjects)} than upstream.`;
  if (number('suspect') > 0) return `${part('suspect')} ${number('suspect') === 1 ? 'is' : 'are'} suspect.`;
  if (number('stopped') > 0)
    return `${part('stopped')} ${number('stopped') === 1 ? 'is' : 'are'} stopped by the policy.`;
  if (number('undetermined') > 0) return `${part('undetermined')} could not be verified.`;
  if (all === 0)
    return result.problems.length > 0 ? 'Nothing could be audited.' : 'No module was found to audit.';
  const found =
    result.problems.length > 0
      ? ', but part of the input could not be read.'
      : groups.length > 0
        ? ', but something was found in the files.'
        : '.';
  const accepted = number('accepted');
  const compared = all - number('not-applicable') - accepted;
  if (accepted > 0)
    return `${part('accepted')} ${accepted === 1 ? 'is' : 'are'} accepted by the project${compared === 0 ? '' : '; the others that can be compared are what upstream published'}${found}`;
  if (compared === 0)
    return `There is no upstream to compare ${all === 1 ? 'the one module' : `the ${all} modules`} with${found}`;
  if (compared < all)
    return `All that can be compared, ${counted(compared, 'module')} of ${all}, ${compared === 1 ? 'is' : 'are'} what upstream published${found}`;
  if (all === 1) return `The one module is what upstream published${found}`;
  return `All ${counted(all, 'module')} are what upstream published${found}`;
}

/** Code where files that are built differ, else files. */
function whatOf(subjects: readonly Subject[]): string {
  const isCode = subjects.some(({ verdict, audited: { facts } }) => {
    return verdict === 'differs' && facts.content.state === 'diverged' && facts.content.built.length > 0;
  });
  return isCode ? 'code' : 'files';
}

const CLAUSES: Readonly<Record<Verdict, (number: number) => string>> = {
  differs: (number) => `${number} ${number === 1 ? 'differs' : 'differ'} from upstream`,
  suspect: (number) => `${number} ${number === 1 ? 'is' : 'are'} suspect`,
  stopped: (number) => `${number} ${number === 1 ? 'is' : 'are'} stopped by the policy`,
  undetermined: (number) => `${number} could not be verified`,
  accepted: (number) => `${number} ${number === 1 ? 'is' : 'are'} accepted by the project`,
  explained: (number) => `${number} ${number === 1 ? 'is' : 'are'} the same but for explained differences`,
  same: (number) => `${number} ${number === 1 ? 'is' : 'are'} the same as upstream`,
  'not-applicable': (number) => `${number} ${number === 1 ? 'has' : 'have'} no upstream to compare with`,
};

function countsOf({ subjects, groups, hints, waived }: PageSubjects): string {
  const modules = VERDICTS.flatMap((verdict) => {
    const number = numberOf(subjects, verdict);
    return number === 0 ? [] : [CLAUSES[verdict](number)];
  });
  const findings = groups.flatMap(({ group }) => group);
  const severities = SEVERITIES.flatMap((severity) => {
    const number =
      severity === 'hint' ? hints.length : findings.filter((one) => one.severity === severity).length;
    return number === 0 ? [] : [counted(number, severity === 'information' ? 'note' : severity)];
  });
  if (waived.length > 0) severities.push(`${waived.length} accepted`);
  const told = severities.length === 0 ? 'No findings.' : `${enumerated(severities)}.`;
  return modules.length === 0 ? told : `${enumerated(modules)}. ${told}`;
}

/** Why the answer may be less than it looks, a sentence each. */
function limitsOf(result: AuditResult): readonly string[] {
  const { problems, corpusProblems, feed, leftOut, ledgerTroubles } = result;
  const limits: string[] = [];
  if (problems.length > 0)
    limits.push(`${counted(problems.length, 'place')} in the input could not be read.`);
  limits.push(...corpusProblems, ...feed.problems);
  if (ledgerTroubles.length > 0)
    limits.push(`${counted(ledgerTroubles.length, 'tag ledger')} could not be used.`);
  if (leftOut.length > 0)
    limits.push(
      `${counted(leftOut.length, 'go.mod')} in left-out folders ${leftOut.length === 1 ? 'was' : 'were'} not audited.`,
    );
  return limits;
}

/** The verdict that colours the page's head. */
function gravestOf({ subjects, groups }: PageSubjects): Verdict {
  const gravest = VERDICTS.find((verdict) => numberOf(subjects, verdict) > 0) ?? 'not-applicable';
  const isCalm =
    gravest === 'accepted' || gravest === 'explained' || gravest === 'same' || gravest === 'not-applicable';
  return isCalm && groups.length > 0 ? 'suspect' : gravest;
}

function numberOf(subjects: readonly Subject[], verdict: Verdict): number {
  return subjects.filter((subject) => subject.verdict === verdict).length;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
