import { execFileSync } from 'node:child_process';
import { lstatSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The root of the checkout, absolute. */
export const ROOT = resolve(import.meta.dirname, '../..');

/**
 * The paths of all files that are tracked or about to be, from the root, sorted.
 *
 * Ignored files, links and files that were removed are left out. Throws where Git cannot list them: a guard that
 * saw no file would be green for no reason.
 */
export function projectPaths(): string[] {
  const output = execFileSync(
    'git',
    // The checkout may belong to another user than the one who runs the tests, as in containers.
    ['-c', `safe.directory=${ROOT}`, 'ls-files', '-z', '--cached', '--others', '--exclude-standard'],
    { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 << 20 },
  );
  const paths = [...new Set(output.split('\0'))].filter((path) => path !== '' && isFile(join(ROOT, path)));
  if (!paths.includes('package.json')) throw new Error('git ls-files does not show this project');
  return paths.sort();
}

/** Reads the files of the project that `wanted` picks, as text; files that hold a NUL are left out. */
export function projectFiles(wanted: (path: string) => boolean): Map<string, string> {
  const files = new Map<string, string>();
  for (const path of projectPaths().filter(wanted)) {
    const content = readFileSync(join(ROOT, path));
    if (!content.includes(0)) files.set(path, content.toString('utf8'));
  }
  return files;
}

function isFile(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
