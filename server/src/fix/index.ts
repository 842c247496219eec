/**
 * fix: what edits would mend a finding.
 *
 * Rules: texts in, edits out; nothing is written here and nobody is asked, so
 * that a person sees what would change before it does. An edit touches no more
 * than it must: comments, blanks, line ends and lines that nobody can read stay
 * as they are. All texts are attacker-controlled, and so may the module be that
 * is put in another's place, for it may stand in a text of the module that is
 * replaced: a path or a version that Go does not accept gives no edit. Nothing
 * here throws for a text, and the time is linear in it.
 *
 * Follows golang.org/x/mod/modfile for what a go.mod may hold, the go command
 * for the order of go.sum, and the Go specification for import declarations.
 */
export { addReplace } from './addReplace.ts';
export type { FileEdit, TextFile } from './file.ts';
export { namesInDirectives, rewriteImports } from './imports.ts';
export { type MirrorFacts, mirrorReport } from './mirrorReport.ts';
export { replaceInGoMod, replaceInGoWork } from './modules.ts';
export { type ReplaceOptions, replaceModule } from './replaceModule.ts';
export { addSums, staleSums } from './sums.ts';
export { upgradeRequirement } from './upgrade.ts';
export { acceptFinding, removeWaiver } from './waivers.ts';
