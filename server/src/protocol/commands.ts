/**
 * Commands that the server names in hovers, code actions and code lenses, and
 * that the client carries out. A client lists in its initialization options
 * which of them it has; the server names no other.
 */
export const COMMANDS = {
  /** {@link ModuleArgument}: opens the difference between mirror and upstream. */
  showDifference: 'modproof.showDifference',
  /** {@link PageArgument}: opens a finding's page. */
  openPage: 'modproof.openPage',
  /** {@link ModuleArgument}: puts a report for the mirror's operator into the clipboard. */
  copyReport: 'modproof.copyReport',
  /** {@link AcceptArgument}: asks for a reason and writes a waiver. */
  acceptFinding: 'modproof.acceptFinding',
  /** {@link ReplaceArgument}: replaces a module, as the quick fix does. */
  replaceModule: 'modproof.replaceModule',
  /** No argument: audits everything and opens the report. */
  audit: 'modproof.audit',
} as const;

export type CommandName = (typeof COMMANDS)[keyof typeof COMMANDS];

/** The commands that a link in a hover may run, and no other. */
export const FINDING_COMMANDS: readonly CommandName[] = [
  COMMANDS.showDifference,
  COMMANDS.openPage,
  COMMANDS.replaceModule,
];

/** A module version, as the argument of a command. */
export interface ModuleArgument {
  readonly module: string;
  readonly version: string;
}

/** A finding's page: its code, and the page as a file URI that the server gives. */
export interface PageArgument {
  readonly code: string;
  readonly uri: string;
}

/** A finding to accept: the document that it stands in, and what a waiver is bound to. */
export interface AcceptArgument extends ModuleArgument {
  readonly uri: string;
  readonly code: string;
  /** Digest of what the finding rests on, `sha256:` and hex. */
  readonly evidence: string;
}

/** A module to replace in the main module of a document. */
export interface ReplaceArgument extends ModuleArgument {
  readonly uri: string;
  /** The module path to write instead. */
  readonly to: string;
}
