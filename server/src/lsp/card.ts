import type { JudgedRequirement } from '../audit/index.ts';
import { type Finding, isDemand, SEVERITIES } from '../finding/index.ts';
import { COMMANDS, type Verdict } from '../protocol/index.ts';
import { type FactWords, fiveFacts, goodWords, hostFacts } from './factWords.ts';
import { codeBlock, commandLink, escaped, link } from './markdown.ts';
import { verdictOf } from './verdict.ts';

/** What a card is made from. */
export interface CardSubject {
  readonly requirement: JudgedRequirement;
  /** Those about its module. */
  readonly findings: readonly Finding[];
  /** URI of the document in which the module is required. */
  readonly uri: string;
  /** The first lines of the difference between mirror and upstream; null where they are not at hand. */
  readonly difference: readonly string[] | null;
}

/** What may stand in a card. */
export interface CardAbilities {
  readonly commands: ReadonlySet<string>;
  /** The editor shows the findings of the place beside the card, so that it need not say them again. */
  readonly besideDiagnostics: boolean;
  readonly pageOf: (code: string) => string | null;
}

/** More lines of a difference are not shown; each sentence beside them takes the place of one. */
const MAX_LINES = 8;

/** What is said beside the name of a module, for each verdict; every symbol has a word. */
const HEADS: Readonly<Record<Verdict, string>> = {
  differs: '✗ do not use',
  suspect: '**!** look before you use it',
  stopped: '⊘ the policy does not let it through',
  undetermined: '**?** could not be determined',
  waiting: '… not examined yet',
  explained: '',
  same: '',
  private: 'not compared',
};

/**
 * The card about a required module as Markdown: two lines where all is well,
 * else the five facts, what is wrong, the first lines of the difference, and
 * three links at most. Everything from outside is escaped.
 */
export function cardOf(subject: CardSubject, abilities: CardAbilities): string {
  const { requirement, findings } = subject;
  const { dependency, facts } = requirement;
  const { path, version } = dependency.effective ?? dependency.required;
  const verdict = verdictOf(requirement, findings);
  const name = escaped(`${path} ${version}`);
  const told = findings.filter(({ severity }) => severity !== 'hint');
  if ((verdict === 'same' || verdict === 'explained') && told.length === 0)
    return `✓ **${name}**\n\n${escaped(goodWords(facts))}`;
  if (verdict === 'private') {
    const why = facts.content.state === 'not-applicable' ? facts.content.why : '';
    return `**${name}** — not compared: ${escaped(why)}`;
  }
  if (verdict === 'waiting' && told.length === 0) return `**${name}** — not examined yet`;
  const isGrave = told.some(({ severity, code }) => severity === 'error' && !isDemand(code));
  const head = isGrave ? HEADS.differs : verdict === 'differs' ? HEADS.suspect : HEADS[verdict];
  const said = abilities.besideDiagnostics ? [] : sentences(told);
  return [
    head === '' ? `**${name}**` : `**${name}** — ${head}`,
    // Of what was not examined yet the name is all that is known.
    table(requirement.isWaiting ? fiveFacts(facts).slice(0, 1) : [...fiveFacts(facts), ...hostFacts(facts)]),
    ...said,
    ...differenceOf(subject, MAX_LINES - said.length),
    links(subject, told, abilities),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function table(facts: readonly FactWords[]): string {
  const rows = facts.map(([label, words]) => `| **${label}** | ${escaped(words)} |`);
  return ['| | |', '|:--|:--|', ...rows].join('\n');
}

/** What the table does not say by itself: of the gravest findings, two at most. */
function sentences(findings: readonly Finding[]): string[] {
  const grave = [...findings]
    .filter(
      ({ code }) =>
        !/^(?:origin|checksum)\/|^squat\/(?:misspelling|owner-affix|host-swap|lookalike|case-variant|other-owner)$/.test(
          code,
        ),
    )
    .sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
  return grave.slice(0, 2).map(({ message }) => escaped(message));
}

function differenceOf({ difference }: CardSubject, maxLines: number): string[] {
  if (difference === null || difference.length === 0) return [];
  const more = difference.length > maxLines ? ['…'] : [];
  return [codeBlock('diff', [...difference.slice(0, maxLines - more.length), ...more])];
}

function links(
  { requirement: { dependency, facts }, uri }: CardSubject,
  findings: readonly Finding[],
  { commands, pageOf }: CardAbilities,
): string {
  const { path, version } = dependency.effective ?? dependency.required;
  const links: string[] = [];
  const module = { module: path, version };
  if (facts.content.state === 'diverged' && commands.has(COMMANDS.showDifference)) {
    links.push(
      commandLink(
        'Open the difference',
        COMMANDS.showDifference,
        module,
        'Mirror beside upstream, in this editor',
      ),
    );
  }
  const to = findings.flatMap(({ fixes }) => fixes).find(({ kind }) => kind === 'replace-module')?.to;
  if (to !== undefined && dependency.replacement === null && commands.has(COMMANDS.replaceModule)) {
    const title = 'Edits go.mod, go.sum and the imports; nothing is saved';
    links.push(
      commandLink(`Replace with ${escaped(to)}`, COMMANDS.replaceModule, { uri, ...module, to }, title),
    );
  }
  const [gravest] = [...findings].sort(
    (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity),
  );
  const page = gravest === undefined ? null : pageOf(gravest.code);
  if (gravest !== undefined && page !== null) {
    const text = 'What does this mean?';
    links.push(
      commands.has(COMMANDS.openPage)
        ? commandLink(
            text,
            COMMANDS.openPage,
            { code: gravest.code, uri: page },
            `The page about ${gravest.code}`,
          )
        : link(text, page),
    );
  }
  return links.join(' · ');
}
