import { describe, expect, test } from '../kit.ts';
import { checkManifestTexts, checkWordsOf, keysOfManifest, textsOfSource } from './localisation.ts';
import { projectFiles } from './tree.ts';

const files = projectFiles((path) =>
  /^(?:package(?:\.nls(?:\.[a-z-]+)?)?\.json|l10n\/.*\.json|client\/src\/.*\.ts)$/.test(path),
);
const read = (path: string): Record<string, string> => JSON.parse(files.get(path) ?? '{}');
const paths = (pattern: RegExp): string[] => [...files.keys()].filter((path) => pattern.test(path));

const manifest: unknown = read('package.json');
const source = new Map([...files].filter(([path]) => path.startsWith('client/src/')));

describe('the manifest', () => {
  test('holds no text that people read but by its key', () => {
    expect(checkManifestTexts(manifest)).toEqual([]);
  });

  test('has words in every language for every key, and no others', () => {
    const all = paths(/^package\.nls/);
    expect(all).toEqual(['package.nls.de.json', 'package.nls.json']);
    const keys = keysOfManifest(manifest);
    expect(keys.size).toBeGreaterThan(40);
    expect(all.flatMap((path) => checkWordsOf(path, read(path), keys, read('package.nls.json')))).toEqual([]);
  });
});

describe('the client', () => {
  test('has words in every language for every text, and no others', () => {
    const { texts, problems } = textsOfSource(source);
    expect(problems).toEqual([]);
    expect(texts.size).toBeGreaterThan(15);
    const all = paths(/^l10n\//);
    expect(all).toEqual(['l10n/bundle.l10n.de.json', 'l10n/bundle.l10n.json']);
    const english = Object.fromEntries([...texts].map((text) => [text, text]));
    expect(all.flatMap((path) => checkWordsOf(path, read(path), texts, english))).toEqual([]);
    expect(read('l10n/bundle.l10n.json')).toEqual(english);
  });

  test('shows nobody a text of its own but localised', () => {
    const shown = /\bshow\w+Message\(\s*['"`]|\b(?:title|prompt|placeHolder|label|message): ['"`]/g;
    const found = [...source].flatMap(([path, text]) =>
      [...text.matchAll(shown)].map(([match]) => `${path}: ${match}`),
    );
    expect(found).toEqual([]);
  });
});

describe('these checks find', () => {
  test('a text in the manifest', () => {
    const planted = { contributes: { commands: [{ command: 'a', title: 'Audit', category: 'Modproof' }] } };
    expect(checkManifestTexts(planted)).toEqual(['contributes.commands[0].title is not localised: Audit']);
  });

  test('a text that is put together, and one that is not plain', () => {
    const planted = new Map([['a.ts', "l10n.t('a' + b);\nl10n.t(text);\nl10n.t('it\\'s {0}', c);"]]);
    const { texts, problems } = textsOfSource(planted);
    expect(problems).toEqual([
      'a.ts:1 localises something that is no plain text',
      'a.ts:2 localises something that is no plain text',
    ]);
    expect([...texts]).toEqual(["it's {0}"]);
  });

  test('words that are missing, left over, empty, or without their placeholder', () => {
    const english = { a: 'A {0}', b: 'B', c: '[See](command:x.y)' };
    expect(
      checkWordsOf('f', { a: 'A', c: '[Siehe](command:x.z)', d: ' ' }, new Set(['a', 'b', 'c']), english),
    ).toEqual([
      'f lacks b',
      'f loses {0} in a',
      'f loses (command:x.y) in c',
      'f holds d, which nobody uses',
      'f has no words for d',
    ]);
  });
});
