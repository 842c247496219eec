/**
 * Identity: which module does a module's own text say it is?
 *
 * A module that is published again under another path seldom has all its texts
 * rewritten: badges, install lines, import comments, links to documentation and
 * imports of tests still name the original. That needs no list of modules, and
 * so finds the obscure originals that no list has.
 *
 * Rules: texts are attacker-controlled, and are read as words and addresses,
 * never run or rendered; everything is bounded, linear, and throws nothing.
 * Nobody is accused here: honest forks keep their parent's texts as well, and
 * what an identity means is decided by whoever compares the contents. Same
 * publisher, no other identity. What cannot be told is `unclear`.
 *
 * Follows the Go Modules Reference for paths, cmd/go of Go 1.4 to 1.12 for
 * import comments, and CommonMark for reference links.
 */
export type { DeclaredRelation } from './declared.ts';
export type { IdentityOptions } from './documents.ts';
export { type Identity, identityOf } from './identity.ts';
export type { NamedModule, Place, PlaceKind } from './named.ts';
