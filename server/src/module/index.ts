/**
 * Module: module paths and versions as golang.org/x/mod/module sees them.
 *
 * Rules: a check gives null when all is well, else the reason as a clause
 * without the path, to be put behind a colon. Whatever cannot be read is null
 * or a reason, never an exception. Paths and versions are attacker-controlled;
 * everything here is linear in them. Where Go orders by bytes, so does this
 * room, not by UTF-16 units.
 *
 * `matchPrefixPatterns` is the one place that decides whether a module is
 * private. Letters in file names follow the Unicode version of the runtime,
 * where Go follows that of the Go release.
 */
export { checkFilePath, checkImportPath, checkPath } from './check.ts';
export { escapePath, escapeVersion, unescapePath, unescapeVersion } from './escape.ts';
export { canonicalVersion, checkPathMajor, pathMajorPrefix, splitPathVersion } from './major.ts';
export type { CopiedFile, ModuleText } from './moduleText.ts';
export { compareBytewise, compareModuleVersions } from './order.ts';
export { checkPrefixPatterns, matchPrefixPatterns } from './pattern.ts';
export { isPseudoVersion, type PseudoVersion, parsePseudoVersion } from './pseudo.ts';
export type { ModuleVersion } from './version.ts';
