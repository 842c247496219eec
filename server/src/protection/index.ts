/**
 * protection: who may still move a tag, as far as an outsider sees?
 *
 * A tag can be locked by an immutable release, kept from being moved and deleted
 * by a rule of the code host, or moved by whoever may write to the repository.
 *
 * Rules: answers of code hosts are attacker-controlled, and bounded before they
 * are read. A rule protects a tag where it is in force, names the tag, and
 * forbids to move *and* to delete it: a tag that may be deleted may be made anew.
 * Whom a rule lets pass is not shown to outsiders, so it is never said that nobody can.
 *
 * Specification: GitHub's REST API for rulesets and releases, the fnmatch
 * patterns of its rulesets (Ruby's `File.fnmatch` with FNM_PATHNAME), and
 * GitLab's API for protected tags.
 */
export { matchesRefPattern } from './refPattern.ts';
export { type Release, readRelease } from './release.ts';
export { protectionByRulesets, type Ruleset, readRuleset, readRulesetIds } from './rulesets.ts';
export { protectionByTagRules, readTagRules, type TagRule } from './tagRules.ts';
export type { Protection } from './words.ts';
