/**
 * What code can touch outside its own memory, or how it gets around Go's rules.
 *
 * - `network`: opens connections or waits for them.
 * - `process`: starts other programs.
 * - `files`: creates, changes or removes files.
 * - `plugin`: loads machine code at run time (plugins, shared libraries).
 * - `system-call`: calls the operating system without Go's packages.
 * - `unsafe`: uses package unsafe.
 * - `reflection-call`: calls functions through reflection, so that their names need not be written.
 * - `cgo`: holds C code.
 * - `linkname`: reaches what another package keeps to itself.
 * - `assembly`: holds machine code that Go does not compile: assembly files, `.syso` objects.
 */
export type Capability =
  | 'network'
  | 'process'
  | 'files'
  | 'plugin'
  | 'system-call'
  | 'unsafe'
  | 'reflection-call'
  | 'cgo'
  | 'linkname'
  | 'assembly';

/** All capabilities, the most telling first. */
export const CAPABILITIES: readonly Capability[] = [
  'network',
  'process',
  'plugin',
  'files',
  'system-call',
  'cgo',
  'assembly',
  'linkname',
  'unsafe',
  'reflection-call',
];

/** The capabilities of a set, the most telling first. */
export function inOrder(capabilities: ReadonlySet<Capability>): readonly Capability[] {
  return CAPABILITIES.filter((capability) => capabilities.has(capability));
}
