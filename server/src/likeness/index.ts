/**
 * Likeness: how alike are two modules, whatever they are called?
 *
 * A module that was published again under another path keeps its code. Here
 * code is compared as a compiler sees it: without comments and blanks, without
 * the module's own path, without the names under which packages are imported,
 * wherever a file lies. The measure is made of statements with what follows
 * them, so that one function more in a file is one function more.
 *
 * Rules: both modules are attacker-controlled; everything is linear, bounded
 * and throws nothing. That two files are the same is decided by SHA-256, what
 * share of the code is the same by a quick hash: it measures, and nothing that
 * differs is ever passed over because of it. Of marks such as "generated" only
 * those of the target count in its favour. Where too little can be compared,
 * the answer says so and is neither alike nor unlike.
 *
 * The cutting into overlapping pieces follows the idea of Schleimer, Wilkerson
 * and Aiken, "Winnowing: Local Algorithms for Document Fingerprinting" (2003),
 * with statements in place of their windows.
 */
export type { CopiedFile, ModuleText } from '../module/index.ts';
export { copyGains } from './copyGains.ts';
export { type Fingerprint, fingerprintOf } from './fingerprint.ts';
export { type Likeness, likenessOf } from './likeness.ts';
export { likenessPhrase } from './phrase.ts';
