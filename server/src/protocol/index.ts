/**
 * protocol: what the language server and a client of ours say to each other
 * beyond the Language Server Protocol: names of methods, and plain values.
 *
 * Rules: imports nothing, so that the client carries no knowledge of the
 * server. An editor that knows none of this still gets diagnostics, hovers and
 * fixes. Positions are those of the Language Server Protocol: 0-based lines and
 * UTF-16 units. Text may come from outside and is escaped by whoever shows it,
 * unless it says that it is Markdown or HTML.
 */
export {
  type AcceptArgument,
  COMMANDS,
  type CommandName,
  FINDING_COMMANDS,
  type ModuleArgument,
  type PageArgument,
  type ReplaceArgument,
} from './commands.ts';
export type { InitializationOptions } from './initialization.ts';
export type { News, Questions } from './questions.ts';
export { isDay, readAccept, readCode, readModule, readReplace, readReportMessage } from './reading.ts';
export * from './requests.ts';
