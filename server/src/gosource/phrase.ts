import type { Capability } from './capability.ts';
import type { AddedFunction, DifferingFile, FileGains, Gains } from './gains.ts';

/**
 * What is gained, in a few words that follow the names of the files:
 * `gains network, process; ApiInit is called from Open`.
 *
 * Empty when nothing is gained. Holds names that are attacker-controlled, each
 * cut to 40 UTF-16 units: whoever shows the text escapes it.
 */
export function gainsPhrase(gains: Gains): string {
  const { capabilities, testCapabilities, unreadable } = gains;
  const parts: string[] = [];
  if (capabilities.length > 0) {
    parts.push(`gains ${capabilities.map((each) => WORDS[each]).join(', ')}`);
  }
  parts.push(...wayPhrases(gains));
  if (capabilities.length === 0 && testCapabilities.length > 0) {
    parts.push(`its tests gain ${testCapabilities.map((each) => WORDS[each]).join(', ')}`);
  }
  parts.push(...newlyBuiltPhrases(gains), ...unreadPhrases(gains));
  if (unreadable.length > 0) {
    parts.push(`${namesPhrase(unreadable)} could not be read as Go source`);
  }
  return parts.join('; ');
}

/**
 * What one file gains, in a few words: `gains network, process; adds ApiInit`.
 * Names are cut and attacker-controlled, as in {@link gainsPhrase}.
 */
export function filePhrase(file: FileGains): string {
  const { capabilities, imports, functions, runsOnImport, newlyBuilt } = file;
  const added = [
    ...(functions.length === 0 ? [] : [namesPhrase(functions)]),
    countPhrase(file.calls, 'call'),
    countPhrase(file.strings, 'telling string'),
    countPhrase(file.directives, 'directive'),
  ].filter((each) => each !== '');
  const parts = [
    capabilities.length === 0 ? '' : `gains ${capabilities.map((each) => WORDS[each]).join(', ')}`,
    newlyBuilt ? 'is newly built' : '',
    runsOnImport.length === 0
      ? ''
      : `${namesPhrase(runsOnImport)} ${one(runsOnImport, 'runs', 'run')} on import`,
    imports.length === 0 ? '' : `imports ${namesPhrase(imports)}`,
    added.length === 0 ? '' : `adds ${added.join(', ')}`,
  ];
  return parts.filter((part) => part !== '').join('; ');
}

/** Which files differ, two by name: `db.go and cursor.go differ`. Empty when none does. */
export function filesPhrase(gains: Gains): string {
  const files = inTellingOrder(gains);
  const changed = files.filter(({ status }) => status === 'changed');
  const parts = [
    statusPhrase(
      changed,
      changed.every(({ onlyComments }) => onlyComments) ? 'differ in comments alone' : 'differ',
    ),
    statusPhrase(
      files.filter(({ status }) => status === 'added'),
      'are added',
    ),
    statusPhrase(
      files.filter(({ status }) => status === 'removed'),
      'are missing',
    ),
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/**
 * One sentence without a full stop: `db.go and cursor.go differ, and gain network and process access;
 * ApiInit is called from Open`.
 *
 * Says that no new access is seen when that is so and every file could be read.
 */
export function sentence(gains: Gains): string {
  const files = filesPhrase(gains);
  if (files === '') {
    return 'no file differs';
  }
  const one = gains.files.length === 1;
  const access = accessPhrase(gains.capabilities, one);
  const ways = wayPhrases(gains);
  const rest = [...newlyBuiltPhrases(gains), ...unreadPhrases(gains)];
  const parts = [access === '' ? files : `${files}, and ${access}`, ...ways, ...rest];
  if (gains.unreadable.length > 0) {
    parts.push(`${namesPhrase(gains.unreadable)} could not be read as Go source`);
  } else if (access === '' && ways.length === 0 && rest.length === 0) {
    parts.push('no new access is seen');
  }
  return parts.join('; ');
}

const WORDS: Readonly<Record<Capability, string>> = {
  network: 'network',
  process: 'process',
  files: 'files',
  plugin: 'plugin',
  'system-call': 'system calls',
  unsafe: 'unsafe',
  'reflection-call': 'calls by reflection',
  cgo: 'cgo',
  linkname: 'linkname',
  assembly: 'assembly',
};

/** Capabilities that read well in front of `access`. */
const ACCESS_WORDS: ReadonlyMap<Capability, string> = new Map([
  ['network', 'network'],
  ['process', 'process'],
  ['files', 'file'],
]);

function accessPhrase(capabilities: readonly Capability[], one: boolean): string {
  const access = capabilities.flatMap((each) => ACCESS_WORDS.get(each) ?? []);
  const rest = capabilities.filter((each) => !ACCESS_WORDS.has(each)).map((each) => WORDS[each]);
  const parts = [
    access.length === 0 ? '' : `${one ? 'gains' : 'gain'} ${listPhrase(access)} access`,
    rest.length === 0 ? '' : `${one ? 'uses' : 'use'} ${listPhrase(rest)}`,
  ];
  return parts.filter((part) => part !== '').join(' and ');
}

function newlyBuiltPhrases({ newlyBuilt }: Gains): readonly string[] {
  const names = newlyBuilt.map(({ path }) => path);
  return names.length === 0 ? [] : [`${namesPhrase(names)} ${one(names, 'is', 'are')} newly built`];
}

/** What is built into a program and is not Go: nothing can be said of it but that it is there. */
function unreadPhrases({ files, directives }: Gains): readonly string[] {
  const names = files
    .filter(
      ({ kind, status }) =>
        status !== 'removed' && (kind === 'assembly' || kind === 'c' || kind === 'object'),
    )
    .map(({ path }) => path);
  const phrases =
    names.length === 0 ? [] : [`${namesPhrase(names)} ${one(names, 'is', 'are')} no Go and not read`];
  const inGo = [...new Set(directives.filter(({ kind }) => kind === 'c-code').map(({ file }) => file))];
  return inGo.length === 0
    ? phrases
    : [...phrases, `${namesPhrase(inGo)} ${one(inGo, 'gains', 'gain')} C code`];
}

function one(names: readonly string[], singular: string, plural: string): string {
  return names.length === 1 ? singular : plural;
}

function countPhrase(number: number, word: string): string {
  return number === 0 ? '' : `${number} ${word}${number === 1 ? '' : 's'}`;
}

/** How what was added comes to run: by a call from what existed, or by the import alone. */
function wayPhrases(gains: Gains): readonly string[] {
  const phrases: string[] = [];
  const effect = gains.runsOnImport.find(({ acts }) =>
    acts.some((each) => gains.capabilities.includes(each)),
  );
  const called = tellingFunction(gains);
  if (called !== undefined) {
    const verb = called.calledFrom.length > 0 ? 'is called from' : 'is used in';
    const from = called.calledFrom.length > 0 ? called.calledFrom : called.usedIn;
    phrases.push(`${cutName(called.name)} ${verb} ${namesPhrase(oldFirst(from, gains))}`);
  }
  if (effect !== undefined) {
    const what = effect.kind === 'init' ? 'init' : `package variable ${cutName(effect.name)}`;
    phrases.push(`${what} in ${cutName(effect.file)} runs on import`);
  }
  return phrases;
}

/**
 * The added function that says most: the way into the one that touches what is
 * gained. It is searched from there upwards, through callers that were added
 * themselves, to one that is called by what existed before.
 */
function tellingFunction(gains: Gains): AddedFunction | undefined {
  const byName = new Map(gains.functions.map((each) => [each.name, each]));
  const touching = gains.capabilities.flatMap((gained) =>
    gains.functions.filter(({ capabilities }) => capabilities.includes(gained)),
  );
  for (const start of touching) {
    const seen = new Set([start]);
    for (const each of seen) {
      if (each.calledFrom.some((name) => !byName.has(name))) {
        return each;
      }
      for (const caller of each.calledFrom) {
        seen.add(byName.get(caller) ?? each);
      }
    }
  }
  return touching.find(({ calledFrom, usedIn }) => calledFrom.length > 0 || usedIn.length > 0);
}

function oldFirst(names: readonly string[], gains: Gains): readonly string[] {
  const added = addedNames(gains);
  return [...names.filter((name) => !added.has(name)), ...names.filter((name) => added.has(name))];
}

function addedNames({ functions }: Gains): ReadonlySet<string> {
  return new Set(functions.map(({ name }) => name));
}

/** Files that gain something first, then other source that is built, then the rest. */
function inTellingOrder(gains: Gains): readonly DifferingFile[] {
  const telling = new Set([
    ...gains.runsOnImport.filter(({ capabilities }) => capabilities.length > 0).map(({ file }) => file),
    ...gains.functions.filter(({ capabilities }) => capabilities.length > 0).map(({ file }) => file),
    ...gains.calls.filter(({ capabilities }) => capabilities.length > 0).map(({ file }) => file),
  ]);
  const rank = ({ path, kind }: DifferingFile): number =>
    telling.has(path) ? 0 : kind === 'other' || kind === 'go-test' || kind === 'go-ignored' ? 2 : 1;
  return [...gains.files].sort((a, b) => rank(a) - rank(b));
}

function statusPhrase(files: readonly DifferingFile[], verb: string): string {
  if (files.length === 0) {
    return '';
  }
  const singular = verb.replace(/^differ\b/, 'differs').replace(/^are\b/, 'is');
  return `${namesPhrase(files.map(({ path }) => path))} ${files.length === 1 ? singular : verb}`;
}

function namesPhrase(names: readonly string[]): string {
  const shown = names.slice(0, Math.min(names.length, 2)).map(cutName);
  return names.length > 2 ? `${shown.join(', ')} and ${names.length - 2} more` : listPhrase(shown);
}

function listPhrase(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

const MAX_NAME_LENGTH = 40;

function cutName(name: string): string {
  return name.length > MAX_NAME_LENGTH ? `${name.slice(0, MAX_NAME_LENGTH - 1)}…` : name;
}
