/**
 * Makes the VS Code extension: one `.vsix` of exactly the files listed here.
 *
 *   node scripts/package.mjs [--to=FILE]
 *
 * The packaging tool of VS Code itself would bring some hundreds of packages
 * into every installation of this checkout, most of them for publishing. A
 * `.vsix` is a zip of three parts, and `vsix.mjs` writes it; the same source
 * gives the same bytes.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { BUNDLES, copiesOfData, outputOf } from './build.mjs';
import { noticesFor } from './notices.mjs';
import { fail, isMain, ROOT } from './tools.mjs';
import { makeVsix } from './vsix.mjs';

/** Files that ship as they are; where the place in the package is another, it stands behind. */
const FILES = [
  ['client/README.md', 'README.md'],
  ['CHANGELOG.md'],
  ['LICENSE', 'LICENSE.txt'],
  ['package.nls.json'],
  ['package.nls.de.json'],
  ['l10n/bundle.l10n.json'],
  ['l10n/bundle.l10n.de.json'],
  ['client/language-configuration.json'],
  ['client/syntaxes/go-mod.json'],
  ['client/syntaxes/go-sum.json'],
  ['client/syntaxes/go-work.json'],
  ['media/icon.png'],
  ['media/walkthrough/goMod.md'],
  ['media/walkthrough/verdict.md'],
  ['media/walkthrough/difference.md'],
  ['media/walkthrough/policy.md'],
];

/** Parts of the manifest that matter in a checkout alone. */
const NOT_SHIPPED = ['private', 'bin', 'scripts', 'dependencies', 'devDependencies'];

if (isMain(import.meta.url)) {
  const [option, ...more] = process.argv.slice(2);
  const to = option === undefined ? null : /^--to=(.+)$/.exec(option)?.[1];
  if (to === undefined || more.length > 0) fail('package takes --to=FILE and nothing else');
  await writePackage(to).then(console.log, (error) => fail(`The package was not made: ${error.message}`));
}

/** Writes the package into the file `to`, or into the checkout; gives one line that says what was made. */
async function writePackage(to) {
  const manifest = shippedManifest();
  const path = resolve(to ?? join(ROOT, `${manifest.name}-${manifest.version}.vsix`));
  const files = await shippedFiles(manifest);
  const bytes = await makeVsix(manifest, readJson('package.nls.json'), files);
  writeFileSync(path, bytes);
  return `packed ${files.size} files into ${path}, ${Math.ceil(bytes.length / 1000)} kB`;
}

/** Everything that ships, by its place in the extension. */
async function shippedFiles(manifest) {
  const shipped = BUNDLES.filter((bundle) => bundle.shipped);
  const bundles = (await Promise.all(shipped.map((each) => outputOf(each, { minify: true })))).flat();
  const notices = noticesFor(bundles.flatMap(({ parts }) => parts));
  return new Map([
    ['package.json', Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`)],
    ['THIRD-PARTY-NOTICES.txt', Buffer.from(notices)],
    ...FILES.map(([from, place = from]) => [place, readFileSync(join(ROOT, from))]),
    ...[...bundles, ...copiesOfData()].map(({ to, content }) => [to, content]),
  ]);
}

function shippedManifest() {
  const entries = Object.entries(readJson('package.json')).filter(([key]) => !NOT_SHIPPED.includes(key));
  const manifest = Object.fromEntries(entries);
  return { ...manifest, engines: { vscode: manifest.engines.vscode } };
}

function readJson(path) {
  return JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
}
