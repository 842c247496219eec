import type { Files } from './directions.ts';

interface ForbiddenWord {
  readonly what: string;
  /** Written so that it does not match its own text. */
  readonly pattern: RegExp;
  readonly where: (path: string) => boolean;
}

const isCode = (path: string): boolean => /\.[cm]?[jt]s$/.test(path);
/** Names of modules and texts for other parsers are data, and say what they say. */
const isOurText = (path: string): boolean => !/^server\/data\/.*\.txt$|\/vectors\/|\/testdata\//.test(path);

const FORBIDDEN: readonly ForbiddenWord[] = [
  {
    what: 'a folder of one machine',
    pattern: /(?<![\w.)}\]/-])\/(?:wor[k]|roo[t])\/[\w.]/,
    where: isOurText,
  },
  {
    what: 'the host of a package registry',
    pattern:
      /\bregistry\.(?:npmj[s]|yarnpk[g])\.|https?:\/\/[\w.-]*\b(?:npm|registry)[\w-]*\.[a-z]|^\s*(?:@[\w-]+:)?registry\s*=/m,
    where: isOurText,
  },
  {
    what: 'an address in the lock file',
    pattern: /"resolved":\s*"[a-z+]+:/,
    where: (path) => path.endsWith('package-lock.json'),
  },
  { what: 'an unfinished mark', pattern: /\b(?:TOD[O]|FIXM[E]|XX[X]|HAC[K])\b/, where: isOurText },
  {
    what: 'a test that silences the others',
    pattern: /\.only\(|\bfdescrib[e]\(|\bfi[t]\(/,
    where: (path) => path.startsWith('test/') && isCode(path),
  },
];

/** Lines that no tracked file may hold, each with the reason. */
export function checkWords(files: Files): string[] {
  const problems: string[] = [];
  for (const [path, text] of files) {
    for (const { what, pattern, where } of FORBIDDEN) {
      if (!where(path)) continue;
      const found = pattern.exec(text);
      if (found === null) continue;
      const line = text.slice(0, found.index).split('\n').length;
      problems.push(`${path}:${line} holds ${what}: ${found[0].trim()}`);
    }
  }
  return problems;
}
