import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import JSZip from 'jszip';
import { FINDING_CODES } from '../../server/src/finding/index.ts';
import { afterAll, beforeAll, describe, expect, test } from '../kit.ts';
import { runNode } from './plant.ts';
import { ROOT } from './tree.ts';

/** Every file of the extension, but the pages of findings. */
const FILES = [
  'CHANGELOG.md',
  'LICENSE.txt',
  'README.md',
  'THIRD-PARTY-NOTICES.txt',
  'client/language-configuration.json',
  'client/syntaxes/go-mod.json',
  'client/syntaxes/go-sum.json',
  'client/syntaxes/go-work.json',
  'dist/data/known-modules.txt',
  'dist/data/log-dates.txt',
  'dist/data/malicious-modules.txt',
  'dist/data/trusted-root.json',
  'dist/extension.js',
  'dist/schema/policy-1.json',
  'dist/server.js',
  'l10n/bundle.l10n.de.json',
  'l10n/bundle.l10n.json',
  'media/icon.png',
  'media/walkthrough/difference.md',
  'media/walkthrough/goMod.md',
  'media/walkthrough/policy.md',
  'media/walkthrough/verdict.md',
  'package.json',
  'package.nls.de.json',
  'package.nls.json',
];

const MOST_BYTES = 1_500_000;

const folder = mkdtempSync(join(tmpdir(), 'modproof-package-'));
let bytes: Buffer;
let zip: JSZip;

const pack = async (name: string): Promise<Buffer> => {
  const to = join(folder, name);
  const { code, output } = await runNode([join(ROOT, 'scripts/package.mjs'), `--to=${to}`], folder);
  expect(output).toMatch(/^packed \d+ files into /);
  expect(code).toBe(0);
  return readFileSync(to);
};
const text = async (path: string): Promise<string> => {
  const file = zip.file(path);
  if (file === null) throw new Error(`${path} is not in the package`);
  return await file.async('string');
};

beforeAll(async () => {
  bytes = await pack('one.vsix');
  zip = await JSZip.loadAsync(bytes);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the package', () => {
  test('holds exactly the listed files', () => {
    const pages = FINDING_CODES.map((code) => `dist/findings/${code.replace('/', '-')}.md`);
    const wanted = ['[Content_Types].xml', 'extension.vsixmanifest'];
    for (const path of [...FILES, ...pages]) wanted.push(`extension/${path}`);
    expect(Object.keys(zip.files).sort()).toEqual(wanted.sort());
  });

  test('is small', () => {
    expect(bytes.length).toBeLessThan(MOST_BYTES);
  });

  test('has the same bytes when it is made again', async () => {
    expect((await pack('two.vsix')).equals(bytes)).toBe(true);
  });

  test('has a manifest without what matters in a checkout alone', async () => {
    const shipped = JSON.parse(await text('extension/package.json')) as Record<string, unknown>;
    const ours = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<string, unknown>;
    expect(Object.keys(ours).filter((key) => !Object.hasOwn(shipped, key))).toEqual([
      'private',
      'bin',
      'scripts',
      'dependencies',
      'devDependencies',
    ]);
    expect(shipped.contributes).toEqual(ours.contributes);
  });

  test('names for galleries only files that it holds, and shows no key in place of a text', async () => {
    const gallery = await text('extension.vsixmanifest');
    const named = [...gallery.matchAll(/ Path="([^"]+)"|<(?:License|Icon)>([^<]+)</g)];
    const paths = named.map(([, asset, other]) => asset ?? other ?? '');
    expect(paths).toHaveLength(7);
    expect(paths.filter((path) => zip.file(path) === null)).toEqual([]);
    expect(gallery).not.toContain('%');
    expect(gallery).toContain('Id="modproof" Version="0.1.0" Publisher="modproof"');
  });

  test('names a type for every file', async () => {
    const types = await text('[Content_Types].xml');
    for (const path of Object.keys(zip.files)) {
      if (path !== '[Content_Types].xml') expect(types).toContain(`Extension=".${path.split('.').at(-1)}"`);
    }
  });

  test('carries the licence of every library that is bundled', async () => {
    const notices = await text('extension/THIRD-PARTY-NOTICES.txt');
    for (const name of ['vscode-languageclient', 'vscode-languageserver', 'vscode-jsonrpc', 'semver']) {
      expect(notices).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, 'm'));
    }
    expect(notices).toContain('Permission is hereby granted');
  });

  test('tells nobody where it was made', async () => {
    for (const path of Object.keys(zip.files)) expect(await text(path), path).not.toContain(ROOT);
  });
});
