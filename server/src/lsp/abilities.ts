import type { ClientCapabilities } from 'vscode-languageserver';
import type { InitializationOptions } from '../protocol/index.ts';
import type { DiagnosticAbilities } from './convert.ts';

/** What the editor at the other end can do, as it said at `initialize`. */
export interface Abilities {
  readonly diagnostics: DiagnosticAbilities;
  /** It asks for diagnostics, and can be told to ask anew. */
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly refreshesInlayHints: boolean;
  readonly refreshesCodeLenses: boolean;
  /** It answers `workspace/configuration`. */
  readonly configuration: boolean;
  /** It can be asked to watch files, and to tell of settings that change. */
  readonly registersWatchers: boolean;
  readonly registersConfiguration: boolean;
  /** It tells when folders are added to the workspace, or removed. */
  readonly tellsFolders: boolean;
  readonly workDoneProgress: boolean;
  /** Code actions may leave their edit for later. */
  readonly resolvesEdits: boolean;
  /** Edits may be marked as ones to be confirmed. */
  readonly confirmsEdits: boolean;
  /** Several files may be edited by `documentChanges`, and new ones be made. */
  readonly documentChanges: boolean;
  readonly createsFiles: boolean;
  readonly markdown: boolean;
  /** Commands of ours that it carries out. */
  readonly commands: ReadonlySet<string>;
  /** It shows `modproof/status`, and documents with our scheme. */
  readonly status: boolean;
}

/** Reads what a client can do. Nothing in it is taken for granted: it comes from another program. */
export function abilitiesOf(capabilities: ClientCapabilities, options: InitializationOptions): Abilities {
  const { workspace, textDocument, window } = capabilities;
  const published = textDocument?.publishDiagnostics;
  const pulled = textDocument?.diagnostic;
  const edit = workspace?.workspaceEdit;
  const shown = { ...published, ...pulled };
  return {
    diagnostics: {
      related: shown.relatedInformation === true,
      codeDescription: shown.codeDescriptionSupport === true,
      tags: shown.tagSupport !== undefined,
    },
    pullsDiagnostics: pulled !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    refreshesInlayHints: workspace?.inlayHint?.refreshSupport === true,
    refreshesCodeLenses: workspace?.codeLens?.refreshSupport === true,
    configuration: workspace?.configuration === true,
    registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    tellsFolders: workspace?.workspaceFolders === true,
    workDoneProgress: window?.workDoneProgress === true,
    resolvesEdits: textDocument?.codeAction?.resolveSupport?.properties.includes('edit') === true,
    confirmsEdits: edit?.changeAnnotationSupport !== undefined,
    documentChanges: edit?.documentChanges === true,
    createsFiles: edit?.resourceOperations?.includes('create') === true,
    markdown: textDocument?.hover?.contentFormat?.includes('markdown') !== false,
    commands: new Set(Array.isArray(options.commands) ? options.commands.filter(isText) : []),
    status: options.status === true,
  };
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
