import { type KnownModule, parseKnownModules } from './corpus.ts';

/** The corpus that a program found, and what is wrong with it. */
export interface LoadedModules {
  readonly modules: readonly KnownModule[];
  /** What a person has to know before names are believed, one sentence or two each; empty when all is well. */
  readonly problems: readonly string[];
}

/** Modules that came up since are not in an older corpus. */
const MAX_AGE_DAYS = 366;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Reads the corpus of a program: `text` is that of `known-modules.txt`, or
 * null where there is none; `now` is in milliseconds since 1970 in UTC.
 *
 * Never throws. A corpus that is missing, cut short, damaged or more than a
 * year old is told as a problem, and the modules that could be read are given:
 * whoever judges by them goes on and says that names could not be determined.
 */
export function loadKnownModules(text: string | null, now: number): LoadedModules {
  if (text === null) return { modules: [], problems: [`There is no list of known modules. ${UNJUDGED}`] };
  const { date, announced, modules, problems } = parseKnownModules(text);
  if (modules.length === 0)
    return { modules, problems: [`The list of known modules holds no module. ${UNJUDGED}`] };
  const told: string[] = [];
  if (announced === undefined) told.push(`The list of known modules does not say how many it has. ${PARTLY}`);
  else if (announced !== modules.length) {
    told.push(
      `Of the ${announced} modules of the list of known modules, ${modules.length} could be read. ${PARTLY}`,
    );
  } else if (!text.endsWith('\n')) told.push(`The list of known modules ends within a line. ${PARTLY}`);
  const [first] = problems;
  if (first !== undefined) told.push(`Line ${first.line + 1} of the list of known modules cannot be read.`);
  const age = ageInDays(date, now);
  if (age === null) told.push('The list of known modules does not say of when it is.');
  else if (age > MAX_AGE_DAYS)
    told.push(`The list of known modules is of ${date}, more than a year ago. Newer modules are not in it.`);
  return { modules, problems: told };
}

/**
 * Reads a list of the user's own at `path`, in the form of the shipped one;
 * `text` is null where it cannot be read. Neither date nor count is asked of it.
 * Never throws: what could not be read is told.
 */
export function loadAddedModules(path: string, text: string | null): LoadedModules {
  if (text === null) return { modules: [], problems: [`${path} cannot be read; no module of it is known.`] };
  const { modules, problems } = parseKnownModules(text);
  return {
    modules,
    problems: problems.map(({ line, message }) => `${path}:${line + 1}: ${message}`),
  };
}

const UNJUDGED = 'Names could not be determined: none is told to imitate another.';
const PARTLY = 'Names that imitate a module which it lacks are not told.';

/** Days since the end of the month, or since the day, that `date` names; null when it names none. */
function ageInDays(date: string, now: number): number | null {
  const [year = '', month = '', day = ''] = date.split('-');
  if (month === '') return null;
  const then = Date.UTC(Number(year), Number(month) - (day === '' ? 0 : 1), day === '' ? 0 : Number(day));
  return Number.isNaN(then) ? null : (now - then) / DAY_MS;
}
