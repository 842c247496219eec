/** The licences of the libraries that end up in a bundle. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './tools.mjs';

const HEAD = 'Modproof contains parts of the libraries below. Their licences follow, each in its own words.';

/**
 * One text with the licences of all libraries among bundled files.
 *
 * `parts` are paths from the root with slashes; those outside `node_modules`
 * are ours. A library without a licence text has that of another one among them,
 * which is made in the same repository under the same licence. Throws where there
 * is none: it must not ship.
 */
export function noticesFor(parts) {
  const folders = new Set(
    parts.flatMap((part) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(part) ?? []),
  );
  const libraries = [...folders].sort().map(readLibrary);
  const notices = new Set(libraries.map((library) => noticeOf(library, libraries)));
  return `${[HEAD, ...notices].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

function noticeOf({ name, version, license, repository, texts }, libraries) {
  const sister = libraries.find(
    (one) => one.texts.length > 0 && one.repository === repository && one.license === license,
  );
  const own = texts.length > 0 || repository === undefined ? texts : (sister?.texts ?? []);
  if (own.length === 0) throw new Error(`${name} ${version} brings no licence text`);
  return [`${name} ${version} (${license})`, ...own].join('\n\n');
}

function readLibrary(folder) {
  const { name, version, license, repository } = JSON.parse(
    readFileSync(join(ROOT, folder, 'package.json'), 'utf8'),
  );
  const texts = readdirSync(join(ROOT, folder))
    .filter((file) => /^(?:licen[cs]e|copying|notice)(?:[.-]|$)/i.test(file))
    .sort()
    .map((file) =>
      readFileSync(join(ROOT, folder, file), 'utf8')
        .replaceAll('\r\n', '\n')
        .trim(),
    );
  return { name, version, license, repository: repository?.url ?? repository, texts };
}
