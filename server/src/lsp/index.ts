/**
 * lsp: the language server, on any connection.
 *
 * Rules: what is known at once is shown at once, and no answer waits for a
 * mirror or an upstream but where the user has just asked for that. Before the
 * workspace is trusted nobody is asked anything; later only about what was
 * saved, because half of a private name is a private name. A file is recognised
 * by its name and not by the language that the editor gives it. A fault in one
 * document is told and does not end the server. Nothing is edited unasked, and
 * nothing pops up for a finding. Text from outside is escaped before it becomes
 * Markdown.
 *
 * Specification: the Language Server Protocol, 3.17
 * (https://microsoft.github.io/language-server-protocol/), and `protocol` beyond
 * it. Diagnostics are pulled where the editor can pull and pushed where it
 * cannot; their positions count UTF-16 units, which every editor understands.
 */
export { serve } from './server.ts';
export type { LanguageServices } from './services.ts';
export { DEFAULT_SETTINGS, type MachineSettings } from './settings.ts';
