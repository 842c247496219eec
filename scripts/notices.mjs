/** The licences of the libraries that end up in a bundle. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './tools.mjs';

const HEAD = 'Modproof contains parts of the libraries below. Their licences follow, each in its own words.';

/**
 * One text with the licences of all libraries among bundled files.
 *
 * `parts` are paths from the root with slashes; those outside `node_modules`
 * are ours. Throws where a library brings no licence text: it must not ship.
 */
export function noticesFor(parts) {
  const folders = new Set(
    parts.flatMap((part) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(part) ?? []),
  );
  const notices = new Set([...folders].sort().map(noticeOf));
  return `${[HEAD, ...notices].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

function noticeOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8'));
  const texts = readdirSync(join(ROOT, folder))
    .filter((file) => /^(?:licen[cs]e|copying|notice)(?:[.-]|$)/i.test(file))
    .sort()
    .map((file) =>
      readFileSync(join(ROOT, folder, file), 'utf8')
        .replaceAll('\r\n', '\n')
        .trim(),
    );
  if (texts.length === 0) throw new Error(`${name} ${version} brings no licence text`);
  return [`${name} ${version} (${license})`, ...texts].join('\n\n');
}
