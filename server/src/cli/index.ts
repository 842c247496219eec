/**
 * cli: the command line, as a function of arguments and a terminal.
 *
 * Rules: answers go to standard output, everything else to standard error; the
 * exit code is the same in every format; text from outside is made safe before
 * it reaches a terminal. Nothing here reads the world by itself.
 *
 * Specification: section 3 of the outer contract, `docs/command-line.md`.
 */
export { cli } from './cli.ts';
export { EXIT, type ExitCode } from './exitCode.ts';
export type { CliServices, OpenedServices, Terminal } from './services.ts';
