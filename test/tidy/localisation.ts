import type { Files } from './directions.ts';

/** Texts by key, as in `package.nls.json` and the bundles in `l10n`. */
type Words = Readonly<Record<string, string>>;

/** What people read in a manifest, by the names of its fields. */
const READ = new Set([
  'title',
  'description',
  'markdownDescription',
  'enumDescriptions',
  'markdownEnumDescriptions',
  'contents',
  'displayName',
]);

/** Fields whose text is a name of ours or of the Go project, and stays as it is. */
const NAMES = new Set(['contextualTitle', 'category', 'aliases']);

/** Texts in a manifest that stand there themselves, where a `%key%` should. */
export function checkManifestTexts(manifest: unknown): string[] {
  const problems: string[] = [];
  const look = (value: unknown, field: string, place: string): void => {
    if (typeof value === 'string') {
      if (READ.has(field) && !/^%[^%]+%$/.test(value)) problems.push(`${place} is not localised: ${value}`);
    } else if (Array.isArray(value)) {
      for (const [index, each] of value.entries()) look(each, field, `${place}[${index}]`);
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, each] of Object.entries(value)) {
        if (!NAMES.has(key)) look(each, key, place === '' ? key : `${place}.${key}`);
      }
    }
  };
  look(manifest, '', '');
  return problems;
}

/** The keys that a manifest names with `%key%`. */
export function keysOfManifest(manifest: unknown): Set<string> {
  return new Set([...JSON.stringify(manifest).matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key as string));
}

/** The texts that the client's source hands to `l10n.t`, and what is wrong with how it does. */
export function textsOfSource(files: Files): { readonly texts: Set<string>; readonly problems: string[] } {
  const texts = new Set<string>();
  const problems: string[] = [];
  for (const [path, source] of files) {
    for (const { index } of source.matchAll(/\bl10n\.t\(/g)) {
      const rest = source.slice(index);
      const text = /^l10n\.t\(\s*'((?:[^'\\]|\\.)*)'\s*[,)]/.exec(rest)?.[1];
      if (text === undefined) {
        const line = source.slice(0, index).split('\n').length;
        problems.push(`${path}:${line} localises something that is no plain text`);
      } else texts.add(text.replace(/\\(.)/g, '$1'));
    }
  }
  return { texts, problems };
}

/** Words that are wanted and not there, or there and not wanted, or that lack what the English ones hold. */
export function checkWordsOf(
  path: string,
  words: Words,
  wanted: ReadonlySet<string>,
  english: Words,
): string[] {
  const problems = [...wanted]
    .filter((key) => !Object.hasOwn(words, key))
    .map((key) => `${path} lacks ${key}`);
  for (const [key, text] of Object.entries(words)) {
    if (!wanted.has(key)) problems.push(`${path} holds ${key}, which nobody uses`);
    if (text.trim() === '') problems.push(`${path} has no words for ${key}`);
    const lost = partsOf(english[key] ?? '').filter((part) => !partsOf(text).includes(part));
    for (const part of lost) problems.push(`${path} loses ${part} in ${key}`);
  }
  return problems;
}

/** What has to be the same in every language: placeholders, commands that are linked to, and code. */
function partsOf(text: string): string[] {
  return text.match(/\{\d+\}|\(command:[^)]+\)|`[^`]+`/g) ?? [];
}
