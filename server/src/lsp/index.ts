/**
 * lsp: the language server, on any connection.
 *
 * Rules: what is known at once is shown at once; nothing is sent to anybody but
 * the editor, and nothing is read but what the editor has open. A file is
 * recognised by its name and not by the language that the editor gives it. A
 * fault in one document is told and does not end the server. No policy is read
 * and no workspace applied yet: every code has its default severity, and each
 * go.mod is judged by itself.
 *
 * Specification: the Language Server Protocol, 3.17
 * (https://microsoft.github.io/language-server-protocol/). Diagnostics are
 * pushed, for there are editors that cannot pull; their positions count UTF-16
 * units, which every editor understands.
 */
export { type LanguageServices, serve } from './server.ts';
