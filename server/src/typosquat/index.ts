/**
 * Typosquat: is this the module that was meant, by its name alone?
 *
 * A module path is judged against a corpus of known modules, segment by
 * segment: host, owner, repository. Only what somebody else could publish is
 * suspicious, so a path of a known publisher is never a squat. A resemblance
 * counts the less, the shorter the names and the less the target is used.
 *
 * Rules: no name of a module is written down here, all knowledge of names
 * comes with the corpus. Judging one name takes a bounded number of look-ups,
 * however large the corpus and however hostile the name. Nothing is thrown.
 * A verdict is a resemblance, not an accusation; what it means is decided by
 * whoever sees the module's content as well.
 *
 * Follows the Go Modules Reference, "Module paths"
 * (https://go.dev/ref/mod#module-path), and Unicode Technical Standards 39 and
 * 55 for look-alike and hidden characters.
 */
export { patternBreadth } from './breadth.ts';
export { type Corpus, type CorpusProblem, type KnownModule, parseKnownModules } from './corpus.ts';
export { namesRepositoryOf } from './declared.ts';
export {
  type HiddenCharacter,
  type HiddenKind,
  hiddenCharacters,
  MAX_HIDDEN_CHARACTERS,
  nonAsciiCharacters,
} from './hiddenCharacters.ts';
export { judgeName, type NameVerdict, type SquatCode, type SuspectName } from './judgeName.ts';
export { type LoadedModules, loadAddedModules, loadKnownModules } from './loadKnownModules.ts';
export { type Name, splitName } from './name.ts';
export { buildIndex, type NameIndex } from './nameIndex.ts';
export { rehearse } from './rehearse.ts';
