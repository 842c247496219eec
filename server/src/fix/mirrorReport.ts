import type { ModuleVersion } from '../module/index.ts';
import { visibleName } from '../patch/index.ts';
import { isWritable } from './target.ts';

/** What is told to whoever runs a mirror. Texts come from outside; none of them is of a private module. */
export interface MirrorFacts {
  readonly module: ModuleVersion;
  /** What the mirror serves. */
  readonly mirror: {
    /** The hash of its zip, `h1:…`; null where it is not known. */
    readonly h1: string | null;
    /** The commit that it names as the origin, hex; null where it names none. */
    readonly commit: string | null;
  };
  /** What upstream has; nulls where it has none, or where that is not known. */
  readonly upstream: {
    readonly repository: string | null;
    /** Such as `refs/tags/v1.2.3`. */
    readonly ref: string | null;
    readonly commit: string | null;
  };
  /** Paths in the module. */
  readonly changed: readonly string[];
  readonly onlyMirror: readonly string[];
  readonly onlyUpstream: readonly string[];
  /** When the two were compared: milliseconds since 1970. */
  readonly seenAt: number;
}

/** More files of one kind are counted and not named. */
const MAX_FILES = 50;

/** Longer texts from outside are cut. In UTF-16 units. */
const MAX_TEXT = 1000;

/**
 * A report to the operator of a mirror, as plain text: what it serves, what
 * upstream has, which files differ, and how to see it with git and go alone.
 *
 * The caller makes sure that the module is public. Nothing of this machine
 * stands in it. Texts from outside are made visible and put in quotes in the
 * commands, which only read: they fetch, and run nothing of the module.
 */
export function mirrorReport(facts: MirrorFacts): string {
  const { module, mirror, upstream } = facts;
  const subject = `${visible(module.path)}@${visible(module.version)}`;
  const sections = [
    [`Mirror and upstream differ: ${subject}`],
    [
      `Module      ${visible(module.path)}`,
      `Version     ${visible(module.version)}`,
      `Compared    ${timeOf(facts.seenAt)}`,
    ],
    [
      'What the mirror serves',
      `  hash        ${orUnknown(mirror.h1)}`,
      `  commit      ${mirror.commit === null ? 'it names none' : visible(mirror.commit)}`,
    ],
    [
      'What upstream has',
      `  repository  ${orUnknown(upstream.repository)}`,
      `  ref         ${orUnknown(upstream.ref)}`,
      `  commit      ${orUnknown(upstream.commit)}`,
    ],
    filesSection(facts),
    stepsSection(facts),
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function filesSection({ changed, onlyMirror, onlyUpstream }: MirrorFacts): string[] {
  const lists: readonly (readonly [string, readonly string[]])[] = [
    ['other contents', changed],
    ['at the mirror alone', onlyMirror],
    ['upstream alone', onlyUpstream],
  ];
  const lines = ['Which files differ'];
  for (const [what, paths] of lists) {
    if (paths.length === 0) continue;
    lines.push(`  ${what}:`, ...paths.slice(0, MAX_FILES).map((path) => `    ${visible(path)}`));
    if (paths.length > MAX_FILES) lines.push(`    and ${paths.length - MAX_FILES} more`);
  }
  if (lines.length === 1) lines.push('  none that could be named');
  return lines;
}

/**
 * The commands. A text that could be taken for an option, or for a transport
 * that runs something, gives none.
 */
function stepsSection({ module, upstream, mirror }: MirrorFacts): string[] {
  const lines = ['How to see it by hand'];
  if (isWritable(module)) {
    lines.push(
      '  # what the mirror serves: prints the hash as "Sum" and the folder as "Dir"',
      `  go mod download -json ${quoted(`${module.path}@${module.version}`)}`,
    );
  }
  const { repository, ref } = upstream;
  if (repository === null || !/^https?:\/\//.test(repository)) return lines;
  const commit = upstream.commit !== null && isCommit(upstream.commit) ? upstream.commit : null;
  lines.push(
    '  # what upstream has',
    `  git ls-remote -- ${quoted(repository)}${ref === null ? '' : ` ${quoted(ref)}`}`,
    `  git clone --no-checkout -- ${quoted(repository)} upstream`,
  );
  if (commit !== null) lines.push(`  git -C upstream ls-tree -r ${quoted(commit)}`);
  if (mirror.commit !== null && isCommit(mirror.commit) && mirror.commit !== upstream.commit)
    lines.push(
      '  # the commit that the mirror names',
      `  git -C upstream show --stat ${quoted(mirror.commit)}`,
    );
  return lines;
}

function isCommit(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}

/** As one word of a shell in single quotes, with every character visible. */
function quoted(text: string): string {
  return `'${visible(text).replaceAll("'", `'\\''`)}'`;
}

function orUnknown(text: string | null): string {
  return text === null ? 'not known' : visible(text);
}

/** Text from outside, cut, on one line. */
function visible(text: string): string {
  return visibleName(text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text);
}

function timeOf(milliseconds: number): string {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? 'not known' : date.toISOString();
}
