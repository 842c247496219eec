import { parseModFile } from '../modfile/index.ts';
import { compare } from '../semver/index.ts';
import type { NoticeFact, Retraction, Undetermined } from '../verdict/index.ts';
import { notApplicable, undetermined } from '../verdict/index.ts';

/** What the newest go.mod of a module says of all versions of it. */
export interface NewestGoMod {
  /** The version whose go.mod it is. */
  readonly newest: string;
  /** The module path that it gives. */
  readonly path: string;
  readonly retract: readonly Retraction[];
  /** Empty where the module is not deprecated. */
  readonly deprecated: string;
}

/** Texts are shown in a line or two, and kept: more of them is cut. UTF-16 units. */
const MAX_TEXT = 400;

/** Bounds are versions, and no version is near this long. UTF-16 units. */
const MAX_BOUND = 256;

/** More retractions than this are no list that anybody wrote. */
const MAX_RETRACTIONS = 5000;

/**
 * Reads what a go.mod says of retractions and of deprecation, as the go command
 * reads that of another module; one that the go command would refuse says
 * nothing that could be relied on. The text is attacker-controlled; linear, never
 * throws. Of retractions beyond the limit above nothing is told.
 */
export function readNewestGoMod(newest: string, text: string): NewestGoMod | Undetermined {
  const { file, problems } = parseModFile(text, { lax: true });
  const path = file.module?.path;
  if (problems.length > 0 || path === undefined)
    return undetermined('mirror-malformed', `the go.mod of ${newest} cannot be read`);
  return {
    newest,
    path,
    retract: file.retract
      .filter(({ low, high }) => low.length <= MAX_BOUND && high.length <= MAX_BOUND)
      .slice(0, MAX_RETRACTIONS)
      .map(({ low, high, rationale }) => ({ low, high, rationale: cut(rationale) })),
    deprecated: cut(file.module?.deprecated ?? ''),
  };
}

/**
 * What it says of one version. A go.mod that gives another module path says
 * nothing of this module: a fork keeps the lines of what it was forked from, and
 * they speak of other versions.
 *
 * Follows CheckRetractions and CheckDeprecation of cmd/go/internal/modload: a
 * version is retracted between both bounds, by the order of versions.
 */
export function noticeOf(
  module: { readonly path: string; readonly version: string },
  answer: NewestGoMod | Undetermined,
): NoticeFact {
  if ('state' in answer) return answer;
  const { newest, path, retract, deprecated } = answer;
  if (path !== module.path) return notApplicable('the newest go.mod is that of another module');
  const { version } = module;
  const retracted = retract.filter(
    ({ low, high }) => compare(low, version) <= 0 && compare(version, high) <= 0,
  );
  if (retracted.length === 0 && deprecated === '') return { state: 'none', newest };
  return {
    state: 'given',
    newest,
    retracted: retracted.slice(0, MAX_TOLD),
    deprecated: deprecated === '' ? null : deprecated,
  };
}

/** One version may be retracted many times over; this many are told. */
const MAX_TOLD = 3;

function cut(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
}
