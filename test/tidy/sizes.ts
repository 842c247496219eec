import type { Files } from './directions.ts';

/** More lines than this, and a file holds more than one thing. */
const MOST_LINES = 400;

/** Files that may be longer, with the reason. */
export const LONG_FILES: Readonly<Record<string, string>> = {};

/** Files of code that are too long, and exceptions that are not needed any more. */
export function checkSizes(files: Files, exceptions: Readonly<Record<string, string>>): string[] {
  const problems: string[] = [];
  for (const [path, text] of files) {
    if (!/\.[cm]?[jt]s$/.test(path)) continue;
    const lines = text.trimEnd().split('\n').length;
    if (lines > MOST_LINES && !Object.hasOwn(exceptions, path)) problems.push(`${path} has ${lines} lines`);
    if (lines <= MOST_LINES && Object.hasOwn(exceptions, path)) {
      problems.push(`${path} has ${lines} lines and needs no exception`);
    }
  }
  for (const [path, reason] of Object.entries(exceptions)) {
    if (!files.has(path)) problems.push(`${path} does not exist and needs no exception`);
    if (reason.trim() === '') problems.push(`the exception of ${path} has no reason`);
  }
  return problems;
}
