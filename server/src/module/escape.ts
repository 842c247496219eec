import { checkPath } from './check.ts';
import { checkElement } from './element.ts';

/**
 * The module path as it is written in requests and in the module cache: every
 * capital letter becomes `!` and its small letter. Null when the path is invalid.
 */
export function escapePath(path: string): string | null {
  return checkPath(path) === null ? toBangs(path) : null;
}

/**
 * The version as it is written in requests and in the module cache.
 *
 * It need not be a semantic version, only a valid file name of ASCII
 * characters without `!`; null when it is not.
 */
export function escapeVersion(version: string): string | null {
  return checkElement(version, 'file') === null ? toBangs(version) : null;
}

/** The module path that `escaped` stands for; null when it stands for none. */
export function unescapePath(escaped: string): string | null {
  const path = fromBangs(escaped);
  return path !== null && checkPath(path) === null ? path : null;
}

/** The version that `escaped` stands for; null when it stands for none. */
export function unescapeVersion(escaped: string): string | null {
  const version = fromBangs(escaped);
  return version !== null && checkElement(version, 'file') === null ? version : null;
}

function toBangs(text: string): string | null {
  if (!/^[\0-\x7f]*$/.test(text) || text.includes('!')) return null;
  return text.replace(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`);
}

/** Strict, so that no two spellings stand for one path: a capital letter or a `!` without small letter is refused. */
function fromBangs(escaped: string): string | null {
  if (!/^(?:![a-z]|[\0-\x20\x22-\x40\x5b-\x7f])*$/.test(escaped)) return null;
  return escaped.replace(/![a-z]/g, (pair) => pair.slice(1).toUpperCase());
}
