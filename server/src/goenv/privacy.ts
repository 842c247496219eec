import { matchPrefixPatterns } from '../module/index.ts';
import type { GoSettings } from './settings.ts';

/**
 * Tells whether a module is private: matched by GOPRIVATE or by GONOPROXY.
 *
 * This is the one decision that stands before every request. A private module
 * is never named to anybody: not to a mirror, not to a discovery page, not to
 * an upstream. The idiom `GONOPROXY=none` does not make a module public that
 * GOPRIVATE names.
 */
export function isPrivate(path: string, settings: GoSettings): boolean {
  return (
    matchPrefixPatterns(settings.GOPRIVATE.value, path) || matchPrefixPatterns(settings.GONOPROXY.value, path)
  );
}

/**
 * Tells whether the checksum database may not hear of a module: GONOSUMDB
 * matches it, or it is private.
 */
export function isKeptFromDatabase(path: string, settings: GoSettings): boolean {
  return matchPrefixPatterns(settings.GONOSUMDB.value, path) || isPrivate(path, settings);
}

/** Tells whether GOINSECURE lets this module be found and fetched over plain http. */
export function isInsecure(path: string, settings: GoSettings): boolean {
  return matchPrefixPatterns(settings.GOINSECURE.value, path);
}
